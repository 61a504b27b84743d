/**
 * Housekeeping that keeps the numbers cheap: takes changes out of job_changes and adds them to the tallies, both in one transaction.
 * Killed at any point it has done nothing; run again it goes on; a job that ends late counts in the piece in which it ended.
 */
import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { type ChangeRow, changeColumns, factsOf, isOfEver } from "./facts";
import { ALL_TIME, PIECE_MINUTES, startOfPiece } from "./pieces";
import { nameOf, type RollupKey, readRollups, writeRollups } from "./store";

/** @returns how many changes were folded: fewer than `limit` when none is left. Call it in a transaction. */
export async function foldChanges(tx: DbOrTransaction, limit: number): Promise<number> {
  await lockRollups(tx);
  const changes = await tx.$queryRaw<ChangeRow[]>`
    DELETE FROM job_changes WHERE id IN ${sql.picked(Prisma.sql`SELECT id FROM job_changes ORDER BY id LIMIT ${limit}`)}
    RETURNING kind, ${changeColumns()}`;
  const counted = changes.flatMap((change) =>
    factsOf(change).map((fact) => ({ fact, keys: keysOf(change, fact) })),
  );
  const keys = new Map(counted.flatMap((one) => one.keys.map((key) => [nameOf(key), key])));
  const rollups = await readRollups(tx, [...keys.values()]);
  const tallies = new Map(rollups.map(({ tally, ...key }) => [nameOf(key), tally]));
  for (const one of counted) for (const key of one.keys) tallies.get(nameOf(key))?.add(one.fact);
  await writeRollups(tx, rollups);
  return changes.length;
}

function keysOf(change: ChangeRow, { atMs, part }: ReturnType<typeof factsOf>[number]): RollupKey[] {
  const keys: RollupKey[] = PIECE_MINUTES.map((minutes) => ({
    minutes,
    startMs: startOfPiece(atMs, minutes),
    part,
  }));
  if (part === "stored") keys.push({ minutes: ALL_TIME, startMs: 0, part });
  if (isOfEver(change)) keys.push({ minutes: ALL_TIME, startMs: 0, part: "ever" });
  return keys;
}

/** One writer of rollups at a time, on PostgreSQL too: each reads what it writes anew. */
export async function lockRollups(tx: DbOrTransaction): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO duties (name, holder, expires_at) VALUES ('fold', '', ${sql.now})
    ON CONFLICT (name) DO UPDATE SET expires_at = excluded.expires_at`;
}
