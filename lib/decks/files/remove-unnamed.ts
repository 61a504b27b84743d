/**
 * Removes files that no deck has, while other processes adopt decks. No lock would hold against a process that is paused in between, so the
 * order does it: a file that is taken away keeps a second name until a look at the rows after it has shown that nobody wanted it. An
 * attempt keeps its own name as long (write-files.ts): whichever of the two ends later puts the shared name back.
 */
import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, rmdir } from "node:fs/promises";
import path from "node:path";
import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { absoluteExportPath, exportsFolder, isExportPath, pendingFolder } from "./paths";
import { alsoName, codeOf } from "./second-name";

/** @param paths relative to DATA_DIR */
export async function removeUnnamed(db: DbOrTransaction, paths: readonly string[]): Promise<void> {
  const holding = pendingFolder(randomUUID());
  await removeHeld(db, paths, holding);
  await rm(holding, { recursive: true, force: true });
}

/** @param holding a pending folder of the caller's own, for the second names; it is the caller's to remove afterwards */
export async function removeHeld(
  db: DbOrTransaction,
  paths: readonly string[],
  holding: string,
): Promise<void> {
  const named = await findNamed(db, paths);
  const going = paths.filter((each) => !named.has(each) && isExportPath(each));
  if (going.length === 0) return;
  await mkdir(holding, { recursive: true });
  for (const each of going) await takeAway(absoluteExportPath(each), path.join(holding, path.basename(each)));
  for (const each of await findNamed(db, going)) {
    await alsoName(path.join(holding, path.basename(each)), absoluteExportPath(each));
  }
}

async function takeAway(file: string, second: string): Promise<void> {
  try {
    // Not a link and a removal: it works where there are no links and on a disk that is full.
    await rename(file, second);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  // Of two names of one file, POSIX' rename keeps both.
  await rm(file, { force: true });
  // The folder of an earlier version's deck goes with its last file.
  const folder = path.dirname(file);
  if (path.dirname(folder) === exportsFolder()) await rmdir(folder).catch(() => {});
}

/** Those of `paths` that a deck has. */
export async function findNamed(db: DbOrTransaction, paths: readonly string[]): Promise<Set<string>> {
  if (paths.length === 0) return new Set();
  const rows = await db.$queryRaw<{ path: string }[]>`
    SELECT DISTINCT path FROM export_files WHERE path IN ${sql.oneOf(paths)}`;
  return new Set(rows.map((row) => row.path));
}
