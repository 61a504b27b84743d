/** The export files of old decks: those that still lie in the old database's folder. */
import { readFile, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { type ExportFormat, exportFormat } from "@/lib/contract/decks";
import type { LegacyValue } from "./legacy-file";
import { asJson } from "./values";

export type NamedAsset = { format: ExportFormat; path: string };

/** Larger than any deck by far; a file is held in memory while it is copied. */
const MAX_FILE_BYTES = 200_000_000;

/** The files that an old deck's column names: a list of objects, or an object by format. Others are passed over. */
export function assetsIn(column: LegacyValue | undefined): NamedAsset[] {
  const parsed = asJson(column);
  if (typeof parsed !== "object" || parsed === null) return [];
  const entries = Array.isArray(parsed)
    ? parsed.map((each) => [null, each] as const)
    : Object.entries(parsed);
  const assets = entries.flatMap(([key, value]) => {
    const asset = typeof value === "object" && value !== null ? value : { path: value };
    const place = asset.url_or_path ?? asset.file_path ?? asset.path;
    const format = exportFormat.safeParse(String(asset.format ?? key).toLowerCase());
    return format.success && typeof place === "string" && place !== ""
      ? [{ format: format.data, path: place }]
      : [];
  });
  // One file of a kind is what a deck can have.
  return [...new Map(assets.map((asset) => [asset.format, asset])).values()];
}

/** How a file of each format is named and begins. Markdown begins with anything, so its name has to say it. */
const looks: Record<ExportFormat, { name: RegExp; beginning: RegExp }> = {
  pptx: { name: /\.pptx$/i, beginning: /^PK/ },
  pdf: { name: /\.pdf$/i, beginning: /^%PDF-/ },
  json: { name: /\.json$/i, beginning: /^\s*[[{]/ },
  markdown: { name: /\.(?:md|markdown)$/i, beginning: /./ },
};

/**
 * The bytes of an old export, or null: gone, not of its kind, or outside the folder of the old database. Paths are relative to that
 * folder or to the one above ("data/exports/…"). A row must not be able to name any file of this machine for download.
 */
export async function readAsset(databaseFile: string, asset: NamedAsset): Promise<Uint8Array | null> {
  const { name, beginning } = looks[asset.format];
  if (!name.test(asset.path)) return null;
  const folder = path.dirname(path.resolve(databaseFile));
  for (const base of [folder, path.dirname(folder)]) {
    const bytes = await readInside(folder, path.resolve(base, asset.path)).catch(() => null);
    if (bytes && beginning.test(bytes.toString("latin1", 0, 16))) return bytes;
  }
  return null;
}

async function readInside(folder: string, file: string): Promise<Buffer | null> {
  const [root, target] = await Promise.all([realpath(folder), realpath(file)]);
  const facts = await stat(target);
  if (!target.startsWith(root + path.sep) || !facts.isFile() || facts.size > MAX_FILE_BYTES) return null;
  return readFile(target);
}
