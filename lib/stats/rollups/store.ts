/** Tallies in the database. */
import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import type { Part } from "./facts";
import { Tally, type TallyData } from "./tally";

/** ever: what was ever counted, in one piece for all time; nothing is taken out of it, as counters of Prometheus want it. */
export type RollupPart = Part | "ever";
export type RollupKey = { minutes: number; startMs: number; part: RollupPart };
export type Rollup = RollupKey & { tally: Tally };

const columns = { minutes: "int", start_ms: "float", part: "text", tally: "text" } as const;

/** Reads the tallies of these pieces; one that is not stored is empty. Call it in a transaction that then writes them. */
export async function readRollups(tx: DbOrTransaction, keys: readonly RollupKey[]): Promise<Rollup[]> {
  if (keys.length === 0) return [];
  const wanted = keys.map(({ minutes, startMs, part }) => ({ minutes, start_ms: startMs, part }));
  const { tally: _, ...keyColumns } = columns;
  const rows = await tx.$queryRaw<
    { minutes: number; start_ms: number | bigint; part: RollupPart; tally: string }[]
  >`
    SELECT r.minutes, v.start_ms, r.part, r.tally FROM ${sql.rowsOf(wanted, keyColumns)}
    JOIN rollups r ON r.minutes = v.minutes AND r.start = ${sql.at(Prisma.sql`v.start_ms`)} AND r.part = v.part`;
  const found = new Map(
    rows.map(({ minutes, start_ms, part, tally }) => [
      nameOf({ minutes: Number(minutes), startMs: Number(start_ms), part }),
      tally,
    ]),
  );
  return keys.map((key) => ({ ...key, tally: readTally(found.get(nameOf(key))) }));
}

export function readTally(text: string | undefined): Tally {
  const tally = new Tally();
  // Written by `writeRollups` alone.
  if (text !== undefined) tally.merge(JSON.parse(text) as TallyData);
  return tally;
}

export async function writeRollups(tx: DbOrTransaction, rollups: readonly Rollup[]): Promise<void> {
  if (rollups.length === 0) return;
  const rows = rollups.map(({ minutes, startMs, part, tally }) => ({
    minutes,
    start_ms: startMs,
    part,
    tally: JSON.stringify(tally.toData()),
  }));
  await tx.$executeRaw`
    INSERT INTO rollups (minutes, start, part, tally)
    SELECT v.minutes, ${sql.at(Prisma.sql`v.start_ms`)}, v.part, v.tally FROM ${sql.rowsOf(rows, columns)} WHERE 1 = 1
    ON CONFLICT (minutes, start, part) DO UPDATE SET tally = excluded.tally`;
}

export function nameOf({ minutes, startMs, part }: RollupKey): string {
  return `${minutes} ${startMs} ${part}`;
}

/** Forgets pieces older than `ageMs`; what is kept for all time stays. @returns how many went */
export async function pruneRollups(db: DbOrTransaction, ageMs: number, limit: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM rollups WHERE (minutes, start, part) IN (
      SELECT minutes, start, part FROM rollups
      WHERE minutes > 0 AND start < ${sql.plus(sql.now, -ageMs)} LIMIT ${limit})`;
}
