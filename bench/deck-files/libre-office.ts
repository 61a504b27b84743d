/** LibreOffice as a second reader of our PPTX files. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** So many decks at a time, so that one that never ends costs few others. */
const BATCH = 8;
const PATIENCE_MS = 600_000;

/** The command, or null where it is not installed. */
export function libreOffice(): string | null {
  const names = ["soffice", "libreoffice"];
  return names.find((name) => spawnSync(name, ["--version"]).status === 0) ?? null;
}

/** Draws every PPTX of a folder into its folder "drawn". @returns pages by the file's name */
export async function pagesDrawn(office: string, folder: string): Promise<Map<string, number>> {
  const profile = mkdtempSync(path.join(tmpdir(), "check-decks-"));
  const drawn = path.join(folder, "drawn");
  try {
    const files = readdirSync(folder)
      .filter((file) => file.endsWith(".pptx"))
      .map((file) => path.join(folder, file));
    const own = `-env:UserInstallation=${pathToFileURL(profile).href}`;
    for (let at = 0; at < files.length; at += BATCH) {
      const batch = files.slice(at, at + BATCH);
      const args = [own, "--headless", "--convert-to", "pdf", "--outdir", drawn, ...batch];
      spawnSync(office, args, { stdio: "ignore", timeout: PATIENCE_MS });
    }
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
  const pages = new Map<string, number>();
  for (const file of readdirSync(drawn)) {
    const data = new Uint8Array(readFileSync(path.join(drawn, file)));
    // One that was cut off while it was written has no pages.
    const pdf = await getDocument({ data, verbosity: 0 }).promise.catch(() => null);
    pages.set(path.parse(file).name, pdf?.numPages ?? 0);
    await pdf?.destroy();
  }
  return pages;
}

/** Pictures of what was drawn, one a page. */
export function drawPictures(folder: string): void {
  const drawn = path.join(folder, "drawn");
  for (const file of readdirSync(drawn)) {
    const { name } = path.parse(file);
    spawnSync("pdftoppm", ["-r", "50", "-png", path.join(drawn, file), path.join(drawn, name)]);
  }
}
