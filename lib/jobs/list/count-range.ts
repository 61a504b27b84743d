/** How many jobs a list has, without counting a million of them for every page. */
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import type { Range } from "./job-range";

export type Bounds = {
  /** Up to so many rows a range is counted exactly, and sorted in memory whatever its order. */
  small: number;
  /** Rows of a large range that a page looks at, in all branches together. */
  examined: number;
};
/** Both cost some tens of milliseconds on one core. */
export const BOUNDS: Bounds = { small: 20_000, examined: 20_000 };
/** A large range is counted whole at most this often; its total is an estimate anyway. */
const TOTAL_VALID_MS = 30_000;
const MAX_TOTALS = 200;

/** What a condition or an order may look at. */
const columns = Prisma.raw(
  [
    ...[
      "id",
      "lesson_id",
      "user_id",
      "status",
      "priority",
      "style",
      "worker_id",
      "error_code",
      "error_message",
    ],
    ...["created_at", "started_at", "completed_at", "processing_time_seconds"],
  ]
    .map((column) => `j.${column}`)
    .join(", "),
);

/** Up to `limit` rows of the range, as a FROM item that no planner looks into: the range's index is the only way. */
export function rowsOfRange(range: Range, limit: number, what = columns): Prisma.Sql {
  const branches = range.branches.map(
    (branch) => Prisma.sql`SELECT ${what} FROM presentation_jobs j ${sql.by(range.index)} WHERE ${branch}`,
  );
  return Prisma.sql`(SELECT * FROM (${Prisma.join(branches, " UNION ALL ")}) AS branches LIMIT ${limit})`;
}

/** Number of jobs in the range, at most one more than a small one has. */
export async function sizeOf(range: Range, { small }: Bounds): Promise<number> {
  if (range.branches.length === 0) return 0;
  // Just counted as large: it still is, and if not, walking it is right all the same.
  if ((knownTotal(range)?.value ?? 0) > small) return small + 1;
  const rows = await db().$queryRaw<{ count: bigint }[]>`
    SELECT COUNT(*) AS count FROM ${rowsOfRange(range, small + 1, Prisma.raw("1 AS one"))} AS j`;
  return Number(rows[0]?.count ?? 0);
}

export type Total = { total: number; isExact: boolean };

/**
 * Number of jobs in the list: exact while the range is small, else the range's size times the share of jobs in it that match.
 * @param size what `sizeOf` said
 */
export async function totalOf(range: Range, size: number, { small }: Bounds): Promise<Total> {
  if (range.residual === null) {
    return size <= small ? { total: size, isExact: true } : { total: await wholeSize(range), isExact: false };
  }
  if (size === 0) return { total: 0, isExact: true };
  const rows = await db().$queryRaw<{ count: bigint }[]>`
    SELECT COUNT(*) AS count FROM ${rowsOfRange(range, small)} AS j WHERE ${range.residual}`;
  const matching = Number(rows[0]?.count ?? 0);
  if (size <= small) return { total: matching, isExact: true };
  return { total: Math.round(((await wholeSize(range)) * matching) / small), isExact: false };
}

type KnownTotal = { total: Promise<number>; value: number | null; readAt: number };
const shared = globalThis as typeof globalThis & { __presentationJobsTotals?: Map<string, KnownTotal> };

function knownTotals(): Map<string, KnownTotal> {
  shared.__presentationJobsTotals ??= new Map();
  return shared.__presentationJobsTotals;
}

function knownTotal({ name }: Range): KnownTotal | null {
  const known = knownTotals().get(name);
  return known && performance.now() - known.readAt < TOTAL_VALID_MS ? known : null;
}

function wholeSize(range: Range): Promise<number> {
  const known = knownTotal(range);
  if (known) return known.total;
  const totals = knownTotals();
  if (totals.size >= MAX_TOTALS) totals.clear();
  const entry: KnownTotal = { total: countWhole(range), value: null, readAt: performance.now() };
  totals.set(range.name, entry);
  entry.total.then(
    (value) => {
      entry.value = value;
    },
    // Whoever waits for the total gets the database's error; the next asks anew. No test makes one in this moment.
    () => totals.delete(range.name),
  );
  return entry.total;
}

async function countWhole(range: Range): Promise<number> {
  const branches = range.branches.map(
    (branch) =>
      Prisma.sql`SELECT COUNT(*) AS count FROM presentation_jobs j ${sql.by(range.index)} WHERE ${branch}`,
  );
  const rows = await db().$queryRaw<{ count: bigint }[]>`${Prisma.join(branches, " UNION ALL ")}`;
  return rows.reduce((sum, row) => sum + Number(row.count), 0);
}
