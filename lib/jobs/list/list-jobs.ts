/**
 * One page of jobs. A small range (count-range.ts) is read whole and sorted. A large one is walked in the order of an index, and a
 * page looks at no more than `examined` rows of it: when few of them match, the page is short, even empty, and its cursor goes on
 * where it stopped. So a page costs the same at a million jobs, and the pages together are complete.
 */
import type { Caller } from "@/lib/auth/caller";
import type { Job, JobListInput } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { allOf, type JobFilter } from "../job-filter";
import { type JobRow, toJob } from "../job-row";
import { pageQueueOutlooks } from "../queue-outlook";
import { BOUNDS, type Bounds, rowsOfRange, sizeOf, type Total, totalOf } from "./count-range";
import {
  decodeJobCursor,
  encodeJobCursor,
  type KeyRow,
  listName,
  type Place,
  placeOf,
  type Segment,
  segmentsOf,
} from "./job-order";
import { type Range, rangeOf } from "./job-range";

export type JobPage = Total & { jobs: Job[]; nextCursor: string | null };

/**
 * With the number of all that match and the cursor of the next page.
 * @param bounds smaller ones let tests walk a list of a few jobs
 * @throws AppError validation_failed for another list's cursor
 */
export async function listJobs(input: JobListInput, caller: Caller, bounds = BOUNDS): Promise<JobPage> {
  const { rows, nextCursor, range, size } = await readPage(input, caller, bounds);
  const [outlooks, total] = await Promise.all([pageQueueOutlooks(db(), rows), totalOf(range, size, bounds)]);
  const jobs = rows.map((row) => toJob(row, outlooks.get(row.id)));
  // A sample may hold none of the few that match.
  return { jobs, nextCursor, ...total, total: Math.max(total.total, jobs.length) };
}

/** How many jobs match, as a list's total says it. */
export async function countMatching(filter: JobFilter, caller: Caller, bounds = BOUNDS): Promise<Total> {
  const range = rangeOf(filter, caller);
  return totalOf(range, await sizeOf(range, bounds), bounds);
}

/** The ids of a page and the cursor of the next one, for whoever goes through the whole list and needs no total. */
export async function listJobIds(
  input: JobListInput,
  caller: Caller,
  bounds = BOUNDS,
): Promise<{ ids: string[]; nextCursor: string | null }> {
  const { rows, nextCursor } = await readPage(input, caller, bounds);
  return { ids: rows.map(({ id }) => id), nextCursor };
}

/** All jobs of a list, in its order, a batch at a time. Stop iterating to end it. */
export async function* jobBatches(
  input: Omit<JobListInput, "cursor">,
  caller: Caller,
  bounds = BOUNDS,
): AsyncGenerator<Job[]> {
  let cursor: string | null = null;
  const isInIndexOrder = input.sort === undefined || input.sort.endsWith("created_at");
  // Sorting pays for the one page that somebody looks at; whoever reads them all walks the index that is there.
  const own = isInIndexOrder ? { ...bounds, small: 0 } : bounds;
  do {
    const { rows, nextCursor }: Page = await readPage({ ...input, ...(cursor && { cursor }) }, caller, own);
    if (rows.length > 0) yield rows.map((row) => toJob(row));
    cursor = nextCursor;
  } while (cursor !== null);
}

type Page = { rows: JobRow[]; nextCursor: string | null; range: Range; size: number };

async function readPage(input: JobListInput, caller: Caller, bounds: Bounds): Promise<Page> {
  const { limit, cursor, sort = "-created_at", ...filter } = input;
  const segments = segmentsOf(sort, filter);
  const list = listName(sort, filter, caller);
  const from = cursor ? decodeJobCursor(cursor, list, segments) : { segment: 0, place: null };
  const range = rangeOf(filter, caller);
  const size = await sizeOf(range, bounds);
  const read = size <= bounds.small ? readSorted : walk;
  const found: { row: JobRow; cursor: () => string }[] = [];
  let stoppedAt: string | null = null;
  for (const [index, segment] of segments.entries()) {
    if (index < from.segment || found.length > limit || stoppedAt !== null) continue;
    const after = index === from.segment ? from.place : null;
    const stretch = await read(segment, after, limit + 1 - found.length, caller, bounds);
    for (const row of stretch.rows) {
      found.push({ row, cursor: () => encodeJobCursor(list, index, placeOf(row, segment.column)) });
    }
    if (stretch.stoppedAt) stoppedAt = encodeJobCursor(list, index, stretch.stoppedAt);
  }
  const last = found.length > limit ? found[limit - 1] : undefined;
  const nextCursor = last ? last.cursor() : stoppedAt;
  return { rows: found.slice(0, limit).map(({ row }) => row), nextCursor, range, size };
}

type Stretch = {
  rows: JobRow[] /** Where the walk ended before the segment did. */;
  stoppedAt: Place | null;
};

async function readSorted(
  { filter, member, ...order }: Segment,
  after: Place | null,
  limit: number,
  caller: Caller,
  bounds: Bounds,
): Promise<Stretch> {
  const range = rangeOf(filter, caller);
  if (range.branches.length === 0) return { rows: [], stoppedAt: null };
  const conditions = [range.residual, member, after && beyond(order, after)].filter((each) => each !== null);
  const picked = Prisma.sql`
    SELECT j.id AS id, ${columnOf(order)} AS place FROM ${rowsOfRange(range, bounds.small)} AS j WHERE ${allOf(conditions)}
    ORDER BY ${orderBy(order)} LIMIT ${limit}`;
  return { rows: await loadRows(picked, order), stoppedAt: null };
}

async function walk(
  { filter, member, index, ...order }: Segment,
  after: Place | null,
  limit: number,
  caller: Caller,
  bounds: Bounds,
): Promise<Stretch> {
  const range = rangeOf(filter, caller);
  // A segment with an index of its own has a member, and a large range has branches: the types do not know it.
  const way: Pick<Range, "index" | "branches"> = index
    ? { index, branches: [member ?? Prisma.sql`1 = 1`] }
    : range;
  if (way.branches.length === 0) return { rows: [], stoppedAt: null };
  const residual = index ? wholeFilter(range) : [range.residual, member].filter((each) => each !== null);
  const start = after ? [beyond(order, after)] : [];
  const stop = residual.length > 0 ? await stopOf(way, order, start, bounds) : null;
  const conditions = [...start, ...residual, ...(stop ? [upTo(order, stop)] : [])];
  const rows = await loadRows(branchesOf(way, order, conditions, Prisma.sql`LIMIT ${limit}`), order, limit);
  return { rows, stoppedAt: rows.length < limit ? stop : null };
}

type Order = Pick<Segment, "column" | "descending">;

/** On another index than the range's, the range is one more condition. */
function wholeFilter({ branches, residual }: Range): Prisma.Sql[] {
  const isAll = branches.length === 1 && branches[0]?.sql === "1 = 1";
  const inRange = isAll ? [] : [Prisma.sql`(${Prisma.join(branches, " OR ")})`];
  return residual ? [...inRange, residual] : inRange;
}

/** The row at which a page stops looking; null: the range ends before. Reads the index only. */
async function stopOf(
  way: Pick<Range, "index" | "branches">,
  order: Order,
  start: readonly Prisma.Sql[],
  bounds: Bounds,
): Promise<Place | null> {
  const share = Math.max(1, Math.floor(bounds.examined / way.branches.length));
  const candidates = branchesOf(way, order, start, Prisma.sql`LIMIT 1 OFFSET ${share}`);
  const rows = await db().$queryRaw<KeyRow[]>`
    SELECT j.id, j.created_at, j.started_at, j.completed_at, j.processing_time_seconds
    FROM (${candidates}) AS picked JOIN presentation_jobs j ON j.id = picked.id ORDER BY ${orderBy(order)} LIMIT 1`;
  return rows[0] ? placeOf(rows[0], order.column) : null;
}

/** `id` and `place` of the rows of each branch, in order within it, cut by `limit`. */
function branchesOf(
  { index, branches }: Pick<Range, "index" | "branches">,
  order: Order,
  conditions: readonly Prisma.Sql[],
  limit: Prisma.Sql,
): Prisma.Sql {
  const each = branches.map(
    (branch, number) => Prisma.sql`SELECT * FROM (
      SELECT j.id AS id, ${columnOf(order)} AS place FROM presentation_jobs j ${sql.by(index)}
      WHERE ${allOf([branch, ...conditions])} ORDER BY ${orderBy(order)} ${limit}) AS ${Prisma.raw(`branch_${number}`)}`,
  );
  return Prisma.join(each, " UNION ALL ");
}

/** The picked jobs whole, in order. */
function loadRows(picked: Prisma.Sql, order: Order, limit?: number): Promise<JobRow[]> {
  const direction = Prisma.raw(order.descending ? "DESC" : "ASC");
  return db().$queryRaw`
    SELECT j.*, l.title AS lesson_title FROM (${picked}) AS picked
    JOIN presentation_jobs j ON j.id = picked.id JOIN lessons l ON l.id = j.lesson_id
    ORDER BY picked.place ${direction}, picked.id ${direction} ${limit === undefined ? Prisma.empty : Prisma.sql`LIMIT ${limit}`}`;
}

const columnOf = ({ column }: Order) => Prisma.raw(`j.${column}`);

function orderBy({ column, descending }: Order): Prisma.Sql {
  const direction = descending ? "DESC" : "ASC";
  return Prisma.raw(`j.${column} ${direction}, j.id ${direction}`);
}

/** Rows that come after `place`. */
function beyond(order: Order, place: Place): Prisma.Sql {
  return Prisma.sql`(${columnOf(order)}, j.id) ${Prisma.raw(order.descending ? "<" : ">")} (${keyOf(order, place)}, ${place.id})`;
}

/** Rows up to `place`, itself included. */
function upTo(order: Order, place: Place): Prisma.Sql {
  return Prisma.sql`(${columnOf(order)}, j.id) ${Prisma.raw(order.descending ? ">=" : "<=")} (${keyOf(order, place)}, ${place.id})`;
}

function keyOf({ column }: Order, { key }: Place): Prisma.Sql {
  return column === "processing_time_seconds" ? sql.float(key) : sql.at(key);
}
