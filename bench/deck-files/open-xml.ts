import { fileURLToPath, pathToFileURL } from "node:url";
import { installLocked } from "../locked-package";

const folder = fileURLToPath(new URL(".", import.meta.url));

/** What its `validate` gives. */
type SdkError = { description: string; path: { xpath: string; partUri: string } };
type Sdk = { default: (file: Uint8Array, format: "pptx", version: string) => Promise<SdkError[]> };

/** Microsoft's Open XML SDK: schemas, relationships and content types, as the newest PowerPoint reads them. */
export async function openXmlValidator(): Promise<(pptx: Uint8Array) => Promise<string[]>> {
  installLocked(folder, "the Open XML SDK");
  const entry = pathToFileURL(`${folder}node_modules/@ooxml-tools/validate/dist/npm/index.js`).href;
  // No dependency of the product, so its types are unknown when these are checked.
  const { default: validate }: Sdk = await import(entry);
  return async (pptx) =>
    (await validate(pptx, "pptx", "Microsoft365")).map(
      ({ description, path }) => `${path.partUri} ${path.xpath}: ${description}`,
    );
}
