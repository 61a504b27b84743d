/** The queue's numbers over a window, in buckets and beside the period before it. docs/statistics.md defines each number. */
import { type Caller, ownerOf } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import type { JobTrends, TrendPeriod, TrendsQuery } from "@/lib/contract/stats";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { databaseNow } from "@/lib/db/now";
import { Prisma } from "@/lib/generated/prisma/client";
import { jobPriorities } from "@/lib/jobs/state";
import { remembered } from "@/lib/remember";
import { failureRateOf } from "./counts";
import { spreadOf } from "./durations";
import { type History, readHistory } from "./rollups/history";
import { longestPieceIn, startOfPiece } from "./rollups/pieces";
import { type Outcomes, Tally } from "./rollups/tally";
import { bucketStarts, finestPieceIn, type TrendWindow, trendWindow } from "./trend-window";
import { depthsOf, type Flow } from "./window";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Long enough for some jobs to end, short enough to tell what the queue does now. */
const FLOW_MINUTES = 5;
/** More codes than this nobody tells apart in a table. */
const MAX_CODES = 20;

/** A moment old at most (remember.ts). */
export function jobTrends(query: TrendsQuery, caller: Caller): Promise<JobTrends> {
  const key = JSON.stringify(["trends", ownerOf(caller), query]);
  return remembered(key, () => readTrends(query, caller));
}

/** The numbers as they are now. */
export async function readTrends(query: TrendsQuery, caller: Caller): Promise<JobTrends> {
  const nowMs = await databaseNow();
  const window = trendWindow(query, nowMs);
  const { fromMs, bucketMs } = window;
  // A window that goes on takes in what happens while it is read.
  const toMs = window.toMs < nowMs ? window.toMs : null;
  const previousFromMs = startOfPiece(fromMs - (window.toMs - fromMs), 1);
  const finest = finestPieceIn(window);
  const [history, flow] = await Promise.all([
    readHistory(
      caller,
      [
        { fromMs: previousFromMs, toMs: fromMs, longest: longestPieceIn(bucketMs) },
        { fromMs, toMs, longest: finest },
        // Between the window and now the queue has changed on: the depth at the window's end is told backwards from now.
        ...(toMs === null ? [] : [{ fromMs: toMs, toMs: null, longest: 60 }]),
      ],
      nowMs,
    ),
    flowNow(caller),
  ]);
  const pieceMs = finest * MINUTE_MS;
  const { total, previous, buckets, hours, pieces, after } = fold(history, window, toMs, pieceMs);
  const open = history.states.pending + history.states.running;
  const depths = depthsOf(pieces, open - after.created + after.ended);
  const perBucket = bucketMs / pieceMs;
  const starts = bucketStarts(window);
  return {
    from: new Date(fromMs).toISOString(),
    to: new Date(window.toMs).toISOString(),
    bucket_minutes: bucketMs / MINUTE_MS,
    total: { ...measures(total), failure_rate: failureRate(total) },
    previous: { ...measures(previous), failure_rate: failureRate(previous) },
    buckets: buckets.map((tally, index) => {
      const within = depths.slice(index * perBucket, (index + 1) * perBucket);
      return {
        start: new Date(starts[index] ?? fromMs).toISOString(),
        ...measures(tally),
        depth: within.at(-1) ?? 0,
        depth_max: Math.max(0, ...within),
        workers: tally.workers,
      };
    }),
    errors: errorsOf(total, buckets),
    by_style: [...total.byStyle]
      .map(([style, counts]) => ({ style, ...outcomesOf(counts) }))
      .sort((a, b) => sumOf(b) - sumOf(a) || (a.style < b.style ? -1 : 1)),
    by_priority: jobPriorities.map((priority) => ({
      priority,
      ...outcomesOf(total.byPriority.get(priority) ?? new Tally().outcomeCounts),
    })),
    by_hour: hours.map((tally, index) => ({
      start: new Date((firstHour(window) + index) * HOUR_MS).toISOString(),
      created: tally.created,
      completed: tally.outcomes.of("completed"),
      failed: tally.failures,
    })),
    flow,
    timestamp: new Date(nowMs).toISOString(),
  };
}

const firstHour = ({ fromMs }: TrendWindow) => Math.floor(fromMs / HOUR_MS);

/** What happened in the window as a whole, in its buckets, in its hours and in its finest pieces, before it and after it. */
function fold({ events }: History, window: TrendWindow, toMs: number | null, pieceMs: number) {
  const { fromMs, bucketMs } = window;
  const [total, previous, after] = [new Tally(), new Tally(), new Tally()];
  const buckets = bucketStarts(window).map(() => new Tally());
  const first = firstHour(window);
  const hours = Array.from({ length: Math.ceil(window.toMs / HOUR_MS) - first }, () => new Tally());
  const pieces = Array.from({ length: Math.ceil((window.toMs - fromMs) / pieceMs) }, noFlow);
  for (const { atMs, addTo } of events) {
    if (atMs < fromMs) addTo(previous);
    else if (toMs !== null && atMs >= toMs) addTo(after);
    else {
      addTo(total);
      const bucket = buckets[Math.min(buckets.length - 1, Math.floor((atMs - fromMs) / bucketMs))];
      const hour = hours[Math.min(hours.length - 1, Math.floor(atMs / HOUR_MS) - first)];
      if (bucket) addTo(bucket);
      if (hour) addTo(hour);
      const piece = pieces[Math.min(pieces.length - 1, Math.floor((atMs - fromMs) / pieceMs))];
      if (piece) addFlow(piece, addTo);
    }
  }
  return { total, previous, buckets, hours, pieces, after };
}

const noFlow = (): Flow => ({ created: 0, ended: 0 });

function addFlow(piece: Flow, addTo: (tally: Tally) => void): void {
  const one = new Tally();
  addTo(one);
  piece.created += one.created;
  piece.ended += one.ended;
}

type Counts = Omit<Outcomes, "deleted">;
const outcomesOf = ({ deleted: _, ...counts }: Outcomes): Counts => counts;
const sumOf = ({ completed, failed, timeout, cancelled }: Counts) => completed + failed + timeout + cancelled;

/** Percent of the jobs that ran to an end; null when none did. */
function failureRate(tally: Tally): number | null {
  const completed = tally.outcomes.of("completed");
  return completed + tally.failures === 0 ? null : failureRateOf(completed, tally.failures);
}

const measures = (tally: Tally): Omit<TrendPeriod, "failure_rate"> => ({
  created: tally.created,
  ...outcomesOf(tally.outcomeCounts),
  wait_seconds: spreadOf(tally.wait),
  run_seconds: spreadOf(tally.run),
});

/** Failed and timed-out jobs by code, the most frequent first, with a count for each bucket. */
function errorsOf(total: Tally, buckets: readonly Tally[]): JobTrends["errors"] {
  const ofBuckets = buckets.map(({ byError }) => byError);
  return [...total.byError]
    .sort(([a, many], [b, few]) => few - many || ((a ?? "") < (b ?? "") ? -1 : 1))
    .slice(0, MAX_CODES)
    .map(([error_code, count]) => ({
      error_code,
      count,
      buckets: ofBuckets.map((errors) => errors.get(error_code) ?? 0),
    }));
}

async function flowNow(caller: Caller): Promise<JobTrends["flow"]> {
  const since = sql.plus(sql.now, -FLOW_MINUTES * MINUTE_MS);
  const counted = async (index: Prisma.Sql, condition: Prisma.Sql) => {
    const rows = await db().$queryRaw<{ count: bigint }[]>`
      SELECT COUNT(*) AS count FROM presentation_jobs ${ownerOf(caller) === null ? index : Prisma.empty}
      WHERE ${condition} AND ${within(caller)}`;
    return Number(rows[0]?.count ?? 0);
  };
  const [created, ended, waiting, scheduled] = await Promise.all([
    counted(sql.by("idx_jobs_created"), Prisma.sql`created_at >= ${since}`),
    counted(sql.by("idx_jobs_completed"), Prisma.sql`completed_at IS NOT NULL AND completed_at >= ${since}`),
    counted(sql.inDueOrder, Prisma.sql`status = 'pending' AND run_at <= ${sql.now}`),
    counted(sql.inDueOrder, Prisma.sql`status = 'pending' AND run_at > ${sql.now}`),
  ]);
  return { minutes: FLOW_MINUTES, created, ended, waiting, scheduled };
}
