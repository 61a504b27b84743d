import type { Db } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/now";

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Deletes entries older than `keepDays`, at most `batch` of them. The database refuses to delete any other way, and refuses
 * entries of the last 30 days even this way.
 * @returns how many went
 */
export async function pruneAuditLog(db: Db, keepDays: number, batch: number): Promise<number> {
  // By the database's clock: a worker whose own is wrong must not take a year of it away.
  const before = new Date((await databaseNow(db)) - keepDays * DAY_MS);
  const old = await db.auditEntry.findMany({
    where: { at: { lt: before } },
    orderBy: { at: "asc" },
    take: batch,
    select: { id: true },
  });
  if (old.length === 0) return 0;
  return db.$transaction(async (tx) => {
    await tx.auditPruning.update({ where: { id: 1 }, data: { before } });
    const { count } = await tx.auditEntry.deleteMany({ where: { id: { in: old.map(({ id }) => id) } } });
    await tx.auditPruning.update({ where: { id: 1 }, data: { before: null } });
    return count;
  });
}
