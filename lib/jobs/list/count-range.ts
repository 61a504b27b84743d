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
  /** Rows of a large range, the newest of each branch, of which the share that matches is taken for the whole's. */
  sampled: number;
};
/** The first two cost some tens of milliseconds on one core. */
export const BOUNDS: Bounds = { small: 20_000, examined: 20_000, sampled: 4_000 };
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
    ...["priority_rank", "lease_token"],
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
  if ((knownTotal(range)?.size ?? 0) > small) return small + 1;
  const rows = await db().$queryRaw<{ count: bigint }[]>`
    SELECT COUNT(*) AS count FROM ${rowsOfRange(range, small + 1, Prisma.raw("1 AS one"))} AS j`;
  return Number(rows[0]?.count ?? 0);
}

export type Total = { total: number; isExact: boolean };

/**
 * Number of jobs in the list: exact while the range is small, else an estimate.
 * @param size what `sizeOf` said
 */
export async function totalOf(range: Range, size: number, bounds: Bounds): Promise<Total> {
  if (size > bounds.small) return { total: await estimateOf(range, bounds), isExact: false };
  if (range.residual === null || size === 0) return { total: size, isExact: true };
  const rows = await db().$queryRaw<{ count: bigint }[]>`
    SELECT COUNT(*) AS count FROM ${rowsOfRange(range, bounds.small)} AS j WHERE ${range.residual}`;
  return { total: Number(rows[0]?.count ?? 0), isExact: true };
}

/** Each branch's size times the share of its newest jobs that match. */
async function estimateOf(range: Range, { sampled }: Bounds): Promise<number> {
  const { residual, branches } = range;
  const sizes = await wholeSizes(range);
  if (residual === null) return sumOf(sizes);
  const share = Math.max(1, Math.floor(sampled / branches.length));
  const counts = branches.map(
    (branch, number) => Prisma.sql`
      SELECT ${Prisma.raw(String(number))} AS branch, COUNT(*) AS sampled, COUNT(*) FILTER (WHERE ${residual}) AS matching FROM (
        SELECT ${columns} FROM presentation_jobs j ${sql.by(range.index)} WHERE ${branch}
        ORDER BY ${range.newestFirst} LIMIT ${share}) AS j`,
  );
  const rows = await db().$queryRaw<{ branch: number; sampled: bigint; matching: bigint }[]>`
    ${Prisma.join(counts, " UNION ALL ")}`;
  const estimates = rows.map(
    ({ branch, sampled: read, matching }) =>
      ((sizes[Number(branch)] ?? 0) * Number(matching)) / Math.max(1, Number(read)),
  );
  return Math.round(sumOf(estimates));
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** `size` is null until the count is there. */
type KnownSizes = { sizes: Promise<number[]>; size: number | null; readAt: number };
const shared = globalThis as typeof globalThis & { __presentationJobsTotals?: Map<string, KnownSizes> };

function knownTotals(): Map<string, KnownSizes> {
  shared.__presentationJobsTotals ??= new Map();
  return shared.__presentationJobsTotals;
}

function knownTotal({ name }: Range): KnownSizes | null {
  const known = knownTotals().get(name);
  return known && performance.now() - known.readAt < TOTAL_VALID_MS ? known : null;
}

/** Number of jobs in each branch. */
function wholeSizes(range: Range): Promise<number[]> {
  const known = knownTotal(range);
  if (known) return known.sizes;
  const totals = knownTotals();
  if (totals.size >= MAX_TOTALS) totals.clear();
  const entry: KnownSizes = { sizes: countWhole(range), size: null, readAt: performance.now() };
  totals.set(range.name, entry);
  entry.sizes.then(
    (sizes) => {
      entry.size = sumOf(sizes);
    },
    // Whoever waits for the total gets the database's error; the next asks anew. No test makes one in this moment.
    () => totals.delete(range.name),
  );
  return entry.sizes;
}

async function countWhole({ index, branches }: Range): Promise<number[]> {
  const counts = branches.map(
    (branch, number) => Prisma.sql`
      SELECT ${Prisma.raw(String(number))} AS branch, COUNT(*) AS count
      FROM presentation_jobs j ${sql.by(index)} WHERE ${branch}`,
  );
  const rows = await db().$queryRaw<
    { branch: number; count: bigint }[]
  >`${Prisma.join(counts, " UNION ALL ")}`;
  const sizes = new Map(rows.map(({ branch, count }) => [Number(branch), Number(count)]));
  return branches.map((_, number) => sizes.get(number) ?? 0);
}
