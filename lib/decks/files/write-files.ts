/**
 * The files of an attempt, written durably before the transaction that adopts them: each under the attempt's own name first, then under
 * the name of its content. The own name stays until the transaction has ended, because another deck's deletion may take the shared one
 * away meanwhile.
 */
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { DeckFileKind } from "@/lib/contract/decks";
import type { DbOrTransaction } from "@/lib/db/client";
import { absoluteExportPath, contentPath, isContentName, pendingFolder, sha256Of } from "./paths";
import { removeHeld } from "./remove-unnamed";
import { alsoName, sync, unlessGone } from "./second-name";

export type WrittenFile = {
  format: DeckFileKind;
  /** Relative to DATA_DIR. */
  path: string;
  sizeBytes: number;
  sha256: string;
};

/** When this returns the files survive power loss. `keepDeckFiles` or `dropDeckFiles` follows, as the transaction ends. */
export async function writeDeckFiles(
  presentationId: string,
  files: readonly { format: DeckFileKind; bytes: Uint8Array }[],
): Promise<WrittenFile[]> {
  const own = pendingFolder(presentationId);
  await mkdir(own, { recursive: true });
  const folders = new Set<string>();
  const written: WrittenFile[] = [];
  for (const { format, bytes } of files) {
    const sha256 = sha256Of(bytes);
    const target = absoluteExportPath(contentPath(sha256));
    const folder = path.dirname(target);
    // A new folder is an entry of the one above.
    if ((await mkdir(folder, { recursive: true })) !== undefined) folders.add(path.dirname(folder));
    folders.add(folder);
    await writeOwn(path.join(own, sha256), bytes);
    await share(path.join(own, sha256), target, bytes);
    written.push({ format, path: contentPath(sha256), sizeBytes: bytes.byteLength, sha256 });
  }
  for (const folder of folders) await sync(folder);
  return written;
}

async function writeOwn(target: string, bytes: Uint8Array): Promise<void> {
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

/** A shared file that is damaged is replaced: making a deck again mends it for every deck that has it. */
async function share(own: string, target: string, bytes: Uint8Array): Promise<void> {
  await alsoName(own, target);
  const held = await readFile(target).catch(() => null);
  if (held !== null && Buffer.compare(held, bytes) === 0) return;
  const next = `${own}.next`;
  await alsoName(own, next);
  await rename(next, target);
}

/** After the transaction: the files are the deck's. Does nothing where there are none. */
export async function keepDeckFiles(presentationId: string): Promise<void> {
  const own = pendingFolder(presentationId);
  for (const name of await contentNames(own)) {
    await alsoName(path.join(own, name), absoluteExportPath(contentPath(name))).catch(unlessGone);
  }
  await rm(own, { recursive: true, force: true });
}

/** No deck came of it: what no other deck has is removed. */
export async function dropDeckFiles(db: DbOrTransaction, presentationId: string): Promise<void> {
  const own = pendingFolder(presentationId);
  await removeHeld(db, (await contentNames(own)).map(contentPath), own);
  await rm(own, { recursive: true, force: true });
}

export async function contentNames(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).filter(isContentName);
}
