/**
 * The files of decks, under DATA_DIR/exports/<presentation id>. An attempt writes them under the id it alone knows, durably,
 * before the transaction that adopts them; so a file is either part of a finished deck or garbage that nobody sees.
 */
import { mkdir, open, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { config } from "@/lib/config";
import type { DeckFileKind } from "@/lib/contract/decks";

const EXPORTS = "exports";
const ending: Record<DeckFileKind, string> = {
  json: ".json",
  markdown: ".md",
  pptx: ".pptx",
  pdf: ".pdf",
  handout: "_handout.pdf",
};

export const contentType: Record<DeckFileKind, string> = {
  json: "application/json",
  markdown: "text/markdown; charset=utf-8",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  pdf: "application/pdf",
  handout: "application/pdf",
};

/** The download's name: `presentation_<id>.pptx`, `presentation_<id>_handout.pdf`. */
export function exportFileName(presentationId: string, format: DeckFileKind): string {
  return `presentation_${presentationId}${ending[format]}`;
}

/** Absolute path of a path that the database holds. */
export function absoluteExportPath(relative: string): string {
  return path.join(config().dataDir, relative);
}

export type WrittenFile = {
  format: DeckFileKind /** Relative to DATA_DIR. */;
  path: string;
  sizeBytes: number;
};

/** Writes the files of an attempt; when this returns they survive power loss. */
export async function writeDeckFiles(
  presentationId: string,
  files: readonly { format: DeckFileKind; bytes: Uint8Array }[],
): Promise<WrittenFile[]> {
  const folder = path.join(config().dataDir, EXPORTS, presentationId);
  await mkdir(folder, { recursive: true });
  const written: WrittenFile[] = [];
  for (const { format, bytes } of files) {
    const name = exportFileName(presentationId, format);
    const target = path.join(folder, name);
    await writeDurably(target, bytes);
    written.push({ format, path: path.join(EXPORTS, presentationId, name), sizeBytes: bytes.byteLength });
  }
  await syncFolder(folder);
  await syncFolder(path.dirname(folder));
  return written;
}

async function writeDurably(target: string, bytes: Uint8Array): Promise<void> {
  const half = `${target}.part`;
  const file = await open(half, "w");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(half, target);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function removeDeckFiles(presentationId: string): Promise<void> {
  await rm(path.join(config().dataDir, EXPORTS, presentationId), { recursive: true, force: true });
}

/**
 * Ids of the decks whose folders are older than `ageMs`; more recent ones may belong to a running attempt. The file system's
 * own clock counts on both sides: this process' may be wrong.
 */
export async function deckFoldersOlderThan(ageMs: number): Promise<string[]> {
  const root = path.join(config().dataDir, EXPORTS);
  const names = await readdir(root).catch(() => []);
  if (names.length === 0) return [];
  const nowMs = await fileSystemTime();
  const old: string[] = [];
  for (const name of names) {
    const facts = await stat(path.join(root, name)).catch(() => null);
    if (facts?.isDirectory() && facts.mtimeMs < nowMs - ageMs) old.push(name);
  }
  return old;
}

/** Unix ms, as the file system that holds the decks sees it. */
async function fileSystemTime(): Promise<number> {
  const probe = path.join(config().dataDir, ".clock");
  await writeFile(probe, "");
  return (await stat(probe)).mtimeMs;
}
