import type { DbOrTransaction } from "@/lib/db/client";
import { Prisma } from "@/lib/generated/prisma/client";
import { logger } from "@/lib/log";
import { removeUnnamed } from "./remove-unnamed";

/** As many as decks of a batch of deletions have. */
const BATCH = 2_000;

/**
 * Removes the files of decks that were deleted, unless another deck has them: the newest first, so that who has just deleted something
 * finds it gone.
 * @returns whether there may be more
 */
export async function removeDroppedFiles(db: DbOrTransaction): Promise<boolean> {
  const dropped = await db.$queryRaw<{ id: number; path: string }[]>`
    SELECT id, path FROM dropped_files ORDER BY id DESC LIMIT ${BATCH}`;
  if (dropped.length === 0) return false;
  await removeUnnamed(db, [...new Set(dropped.map(({ path }) => path))]);
  // By number: a path that was dropped again meanwhile is another row, for which the files are looked at again.
  const ids = dropped.map(({ id }) => id);
  for (let from = 0; from < ids.length; from += 500) {
    await db.$executeRaw`DELETE FROM dropped_files WHERE id IN (${Prisma.join(ids.slice(from, from + 500))})`;
  }
  return dropped.length === BATCH;
}

/**
 * The same after a deletion's commit: that has succeeded, whatever the disk says. Housekeeping removes what is left, also after a crash.
 */
export async function removeDroppedNow(db: DbOrTransaction): Promise<void> {
  try {
    await removeDroppedFiles(db);
  } catch (error) {
    logger("housekeeping").warn({ err: error }, "files_not_removed");
  }
}
