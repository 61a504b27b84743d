/**
 * Makes the tallies of stored jobs anew from their rows, an hour of history at a time. Those of removed jobs stay: nothing else knows
 * of them. Meanwhile the queue works on.
 */
import { config } from "@/lib/config";
import type { Db, DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { type ChangeRow, type Fact, factsOf, jobColumns } from "./facts";
import { foldChanges } from "./fold-changes";
import { foldAll } from "./fold-waiting";
import { ALL_TIME, PIECE_MINUTES, startOfPiece } from "./pieces";
import { nameOf, type Rollup, writeRollups } from "./store";
import { Tally } from "./tally";

const HOUR_MINUTES = 60;
const HOUR_MS = HOUR_MINUTES * 60_000;
const FOLD_BATCH = 2_000;

/** @returns the number of jobs that were counted */
export async function rebuildRollups(db: Db): Promise<number> {
  let jobs = 0;
  for (const startMs of await hoursWithHistory(db)) {
    jobs += await inSnapshot(db, (tx) => rebuildHour(tx, startMs));
  }
  await inSnapshot(db, rebuildAllTime);
  return jobs;
}

/**
 * Changes that are not folded and the rows that `work` reads are of one moment: a job that ends meanwhile is either in both or in
 * neither. SQLite's transactions are so anyway; on PostgreSQL one that meets a worker's folding begins again (lib/db/client.ts).
 * A pile is folded before it, or no transaction would be long enough, and nobody else could write meanwhile.
 */
async function inSnapshot<T>(db: Db, work: (tx: DbOrTransaction) => Promise<T>): Promise<T> {
  await foldAll(db);
  const foldRestAndWork = async (tx: DbOrTransaction) => {
    while ((await foldChanges(tx, FOLD_BATCH)) === FOLD_BATCH);
    return work(tx);
  };
  return config().database.kind === "postgres"
    ? db.$transaction(foldRestAndWork, { isolationLevel: "RepeatableRead" as never })
    : db.$transaction(foldRestAndWork);
}

/** Their beginnings: hours in which a job was created or ended, and those that have tallies. */
async function hoursWithHistory(db: Db): Promise<number[]> {
  const hour = (column: string) => {
    const ms = sql.msBetween(sql.at(0), Prisma.raw(column));
    return Prisma.sql`CAST(FLOOR(${ms} / ${sql.float(HOUR_MS)}) AS INTEGER)`;
  };
  const rows = await db.$queryRaw<{ hour: number | bigint }[]>`
    SELECT ${hour("created_at")} AS hour FROM presentation_jobs
    UNION SELECT ${hour("completed_at")} FROM presentation_jobs WHERE completed_at IS NOT NULL
    UNION SELECT ${hour("start")} FROM rollups WHERE minutes > 0 AND part = 'stored'`;
  return rows.map((row) => Number(row.hour) * HOUR_MS).sort((a, b) => a - b);
}

async function rebuildHour(tx: DbOrTransaction, startMs: number): Promise<number> {
  const within = (column: Prisma.Sql) =>
    Prisma.sql`${column} >= ${sql.at(startMs)} AND ${column} < ${sql.at(startMs + HOUR_MS)}`;
  const rows = await tx.$queryRaw<ChangeRow[]>`
    SELECT 'created' AS kind, ${jobColumns()} FROM presentation_jobs WHERE ${within(Prisma.sql`created_at`)}
    UNION ALL SELECT 'ended' AS kind, ${jobColumns()} FROM presentation_jobs
    WHERE completed_at IS NOT NULL AND ${within(Prisma.sql`completed_at`)}`;
  await tx.$executeRaw`
    DELETE FROM rollups WHERE minutes > 0 AND part = 'stored' AND ${within(Prisma.sql`start`)}`;
  await writeRollups(tx, rollupsOf(rows.flatMap(factsOf)));
  return rows.filter(({ kind }) => kind === "created").length;
}

/** The tallies of the pieces in which the facts lie. Pure. */
export function rollupsOf(facts: readonly Fact[]): Rollup[] {
  const rollups = new Map<string, Rollup>();
  for (const fact of facts) {
    for (const minutes of PIECE_MINUTES) {
      const key = { minutes, startMs: startOfPiece(fact.atMs, minutes), part: fact.part };
      const rollup = rollups.get(nameOf(key)) ?? { ...key, tally: new Tally() };
      rollup.tally.add(fact);
      rollups.set(nameOf(key), rollup);
    }
  }
  return [...rollups.values()];
}

/** Of all time only the states are asked of stored jobs, and they are counted in one statement. */
async function rebuildAllTime(tx: DbOrTransaction): Promise<void> {
  const rows = await tx.$queryRaw<{ status: ChangeRow["status"]; count: number | bigint }[]>`
    SELECT status, COUNT(*) AS count FROM presentation_jobs GROUP BY status`;
  const tally = new Tally();
  for (const { status, count } of rows) {
    tally.created += Number(count);
    if (status !== "pending" && status !== "running") tally.outcomes.add(status, Number(count));
  }
  await writeRollups(tx, [{ minutes: ALL_TIME, startMs: 0, part: "stored", tally }]);
}
