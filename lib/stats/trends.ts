/** The queue's numbers over a window, in buckets and beside the period before it. docs/statistics.md defines each number. */
import { type Caller, ownerOf } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import type { JobTrends, TrendsQuery } from "@/lib/contract/stats";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import type { JobPriority } from "@/lib/jobs/state";
import { remembered } from "@/lib/remember";
import {
  type Counts,
  type CreatedCount,
  depthsOf,
  type EndedCount,
  failureRate,
  foldTrends,
  type Outcome,
} from "./fold-trends";
import { databaseNow } from "./now";
import { type Spreads, spreadsOf } from "./spreads";
import { bucketStarts, pieceMs, type TrendWindow, trendWindow } from "./trend-window";

const WHOLE_SAMPLE = 10_000;
const BUCKET_SAMPLE = 500;
/** Long enough for some jobs to end, short enough to tell what the queue does now. */
const FLOW_MINUTES = 5;

/** A moment old at most (remember.ts). */
export function jobTrends(query: TrendsQuery, caller: Caller): Promise<JobTrends> {
  const key = JSON.stringify(["trends", ownerOf(caller), query]);
  return remembered(key, () => readTrends(query, caller));
}

/** The numbers as they are now. */
export async function readTrends(query: TrendsQuery, caller: Caller): Promise<JobTrends> {
  const scope = within(caller);
  const nowMs = await databaseNow();
  const window = trendWindow(query, nowMs);
  const previousFromMs = window.fromMs - (window.toMs - window.fromMs);
  const starts = bucketStarts(window);
  const [ended, created, spreads, openAtEnd, flow] = await Promise.all([
    endedCounts(scope, window, previousFromMs),
    createdCounts(scope, window, previousFromMs),
    spreadsOf(scope, [
      { ...window, sample: WHOLE_SAMPLE },
      { fromMs: previousFromMs, toMs: window.fromMs, sample: WHOLE_SAMPLE },
      ...starts.map((fromMs) => ({ fromMs, toMs: fromMs + window.bucketMs, sample: BUCKET_SAMPLE })),
    ]),
    openAt(scope, window.toMs, nowMs),
    flowNow(scope),
  ]);
  const folded = foldTrends(window, ended, created);
  const depths = depthsOf(folded.buckets, openAtEnd);
  const [ofTotal, ofPrevious, ...ofBuckets] = spreads;
  return {
    from: new Date(window.fromMs).toISOString(),
    to: new Date(window.toMs).toISOString(),
    bucket_minutes: window.bucketMs / 60_000,
    total: { ...measures(folded.total, ofTotal), failure_rate: failureRate(folded.total) },
    previous: { ...measures(folded.previous, ofPrevious), failure_rate: failureRate(folded.previous) },
    buckets: folded.buckets.map((counts, index) => ({
      start: new Date(starts[index] ?? window.fromMs).toISOString(),
      ...measures(counts, ofBuckets[index]),
      depth: depths[index] ?? 0,
    })),
    errors: folded.errors,
    by_style: folded.by_style,
    by_priority: folded.by_priority,
    by_hour: folded.by_hour,
    flow,
    timestamp: new Date(nowMs).toISOString(),
  };
}

const nothing = { p50: null, p95: null, p99: null };
const measures = (counts: Counts, spreads: Spreads | undefined) => ({
  ...counts,
  wait_seconds: spreads?.wait ?? nothing,
  run_seconds: spreads?.run ?? nothing,
});

/** The number of the piece in which `column` lies; -1 before the window. */
function pieceOf(column: Prisma.Sql, window: TrendWindow): Prisma.Sql {
  const from = sql.at(window.fromMs);
  return Prisma.sql`CASE WHEN ${column} < ${from} THEN -1
    ELSE CAST(FLOOR(${sql.msBetween(from, column)} / ${pieceMs(window)}) AS INTEGER) END`;
}

/** One reading of the rows that ended serves every table and chart of them. */
async function endedCounts(scope: Prisma.Sql, window: TrendWindow, sinceMs: number): Promise<EndedCount[]> {
  const rows = await db().$queryRaw<
    {
      piece: number | bigint;
      status: Outcome;
      style: string;
      priority: JobPriority;
      error_code: string | null;
      count: bigint;
    }[]
  >`
    SELECT ${pieceOf(Prisma.sql`completed_at`, window)} AS piece, status, style, priority,
      CASE WHEN status IN ('failed', 'timeout') THEN error_code END AS error_code, COUNT(*) AS count
    FROM presentation_jobs ${sql.by("idx_jobs_completed")}
    WHERE completed_at IS NOT NULL AND completed_at >= ${sql.at(sinceMs)} AND completed_at < ${sql.at(window.toMs)} AND ${scope}
    GROUP BY 1, 2, 3, 4, 5`;
  return rows.map(({ piece, error_code, count, ...row }) => ({
    ...row,
    piece: Number(piece),
    errorCode: error_code,
    count: Number(count),
  }));
}

async function createdCounts(
  scope: Prisma.Sql,
  window: TrendWindow,
  sinceMs: number,
): Promise<CreatedCount[]> {
  const rows = await db().$queryRaw<{ piece: number | bigint; count: bigint }[]>`
    SELECT ${pieceOf(Prisma.sql`created_at`, window)} AS piece, COUNT(*) AS count FROM presentation_jobs
    WHERE created_at >= ${sql.at(sinceMs)} AND created_at < ${sql.at(window.toMs)} AND ${scope} GROUP BY 1`;
  return rows.map(({ piece, count }) => ({ piece: Number(piece), count: Number(count) }));
}

/** Jobs that waited or ran at `atMs`: those of now, without what came since and with what ended since. */
async function openAt(scope: Prisma.Sql, atMs: number, nowMs: number): Promise<number> {
  const now = await counted(Prisma.sql`status IN ('pending', 'running') AND ${scope}`);
  if (atMs >= nowMs) return now;
  const [created, ended] = await Promise.all([
    counted(Prisma.sql`created_at >= ${sql.at(atMs)} AND ${scope}`),
    counted(Prisma.sql`completed_at IS NOT NULL AND completed_at >= ${sql.at(atMs)} AND ${scope}`),
  ]);
  return now - created + ended;
}

async function flowNow(scope: Prisma.Sql): Promise<JobTrends["flow"]> {
  const since = sql.plus(sql.now, -FLOW_MINUTES * 60_000);
  const [created, ended, waiting] = await Promise.all([
    counted(Prisma.sql`created_at >= ${since} AND ${scope}`),
    counted(Prisma.sql`completed_at IS NOT NULL AND completed_at >= ${since} AND ${scope}`),
    counted(Prisma.sql`status = 'pending' AND run_at <= ${sql.now} AND ${scope}`),
  ]);
  return { minutes: FLOW_MINUTES, created, ended, waiting };
}

async function counted(condition: Prisma.Sql): Promise<number> {
  const rows = await db().$queryRaw<{ count: bigint }[]>`
    SELECT COUNT(*) AS count FROM presentation_jobs WHERE ${condition}`;
  return Number(rows[0]?.count ?? 0);
}
