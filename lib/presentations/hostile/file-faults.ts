/** Whether a deck's files can be opened, by readers that share no code with what writes them. */
import type { ValidateFunction } from "ajv/dist/2020";
import { strFromU8, unzipSync } from "fflate";
import { fromMarkdown } from "mdast-util-from-markdown";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { MadeDeck } from "@/lib/presentations/make-deck";
import { xmlFault } from "./xml-fault";

/** One sentence for each fault. @param isDeck the published schema, compiled */
export async function fileFaults(deck: MadeDeck, isDeck: ValidateFunction): Promise<string[]> {
  const faults: string[] = [];
  for (const { format, bytes } of deck.files) {
    const found = await faultsOf(format, bytes, deck, isDeck).catch((error: unknown) => [String(error)]);
    faults.push(...found.map((fault) => `${format}: ${fault}`));
  }
  return faults;
}

async function faultsOf(
  format: MadeDeck["files"][number]["format"],
  bytes: Uint8Array,
  { content, pageCount }: MadeDeck,
  isDeck: ValidateFunction,
): Promise<string[]> {
  switch (format) {
    case "pptx":
      return packageFaults(bytes, pageCount);
    case "pdf":
    case "handout": {
      // The reader takes the bytes away from us.
      const pdf = await getDocument({ data: bytes.slice(), useSystemFonts: false, verbosity: 0 }).promise;
      const { numPages } = pdf;
      await pdf.getPage(numPages);
      const bookmarks = (await pdf.getOutline()).length;
      await pdf.destroy();
      const isWhole = format === "pdf" ? numPages === pageCount : numPages >= content.slides.length;
      return [
        ...(isWhole ? [] : [`has ${numPages} pages for ${pageCount}`]),
        ...(bookmarks === content.slides.length ? [] : [`has ${bookmarks} bookmarks`]),
      ];
    }
    case "markdown": {
      const { children } = fromMarkdown(utf8(bytes));
      const sections = children.filter((node) => node.type === "heading" && node.depth === 2).length;
      return sections === content.slides.length ? [] : [`has ${sections} sections`];
    }
    case "json":
      return isDeck(JSON.parse(utf8(bytes))) ? [] : [JSON.stringify(isDeck.errors)];
    default:
      return format satisfies never;
  }
}

/** @throws for bytes that are no UTF-8 */
function utf8(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}

function packageFaults(bytes: Uint8Array, pageCount: number): string[] {
  const parts = Object.entries(unzipSync(bytes));
  const slides = parts.filter(([path]) => /^ppt\/slides\/slide\d+\.xml$/.test(path)).length;
  const faults = parts.flatMap(([path, part]) => {
    const fault = /\.(xml|rels)$/.test(path) ? xmlFault(strFromU8(part)) : null;
    return fault === null ? [] : [`${path}: ${fault}`];
  });
  return slides === pageCount ? faults : [...faults, `has ${slides} slides for ${pageCount} pages`];
}
