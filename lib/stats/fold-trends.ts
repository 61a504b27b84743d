/** From counts of small pieces to buckets, hours, errors, styles and priorities. Pure. */
import type { JobTrends } from "@/lib/contract/stats";
import { type JobPriority, jobPriorities } from "@/lib/jobs/state";
import { failureRateOf } from "./counts";
import { bucketStarts, pieceMs, type TrendWindow } from "./trend-window";

const HOUR_MS = 3_600_000;
/** More codes than this nobody tells apart in a table. */
const MAX_CODES = 20;

export type Outcome = "completed" | "failed" | "timeout" | "cancelled";
const outcomes: readonly Outcome[] = ["completed", "failed", "timeout", "cancelled"];
export type OutcomeCounts = Record<Outcome, number>;
export type Counts = OutcomeCounts & { created: number };

/** `piece`: its number from the beginning of the window; negative: of the period before. */
export type EndedCount = {
  piece: number;
  status: Outcome;
  style: string;
  priority: JobPriority;
  errorCode: string | null;
  count: number;
};
export type CreatedCount = { piece: number; count: number };

const noOutcomes = (): OutcomeCounts => ({ completed: 0, failed: 0, timeout: 0, cancelled: 0 });
const noCounts = (): Counts => ({ created: 0, ...noOutcomes() });

/** Percent of the jobs that ran to an end; null when none did. */
export function failureRate({ completed, failed, timeout }: OutcomeCounts): number | null {
  return completed + failed + timeout === 0 ? null : failureRateOf(completed, failed + timeout);
}

export type Folded = Pick<JobTrends, "errors" | "by_style" | "by_priority" | "by_hour"> & {
  total: Counts;
  previous: Counts;
  /** One for each of `bucketStarts`. */
  buckets: Counts[];
};

export function foldTrends(
  window: TrendWindow,
  ended: readonly EndedCount[],
  created: readonly CreatedCount[],
): Folded {
  const size = pieceMs(window);
  const buckets = bucketStarts(window).map(noCounts);
  const [total, previous] = [noCounts(), noCounts()];
  const firstHour = Math.floor(window.fromMs / HOUR_MS);
  const hours = Array.from({ length: Math.ceil(window.toMs / HOUR_MS) - firstHour }, noCounts);
  const errors = new Map<string | null, { count: number; buckets: number[] }>();
  const styles = new Map<string, OutcomeCounts>();
  const priorities = new Map<JobPriority, OutcomeCounts>(jobPriorities.map((one) => [one, noOutcomes()]));

  function add(piece: number, key: keyof Counts, count: number): number {
    if (piece < 0) {
      previous[key] += count;
      return -1;
    }
    const index = Math.floor((piece * size) / window.bucketMs);
    const hour = hours[Math.floor((window.fromMs + piece * size) / HOUR_MS) - firstHour];
    for (const counts of [total, buckets[index], hour]) if (counts) counts[key] += count;
    return index;
  }

  for (const { piece, count } of created) add(piece, "created", count);
  for (const { piece, status, style, priority, errorCode, count } of ended) {
    const index = add(piece, status, count);
    if (index < 0) continue;
    const ofStyle = styles.get(style) ?? noOutcomes();
    ofStyle[status] += count;
    styles.set(style, ofStyle);
    const ofPriority = priorities.get(priority);
    if (ofPriority) ofPriority[status] += count;
    if (status !== "failed" && status !== "timeout") continue;
    const error = errors.get(errorCode) ?? { count: 0, buckets: buckets.map(() => 0) };
    error.count += count;
    error.buckets[index] = (error.buckets[index] ?? 0) + count;
    errors.set(errorCode, error);
  }

  return {
    total,
    previous,
    buckets,
    errors: [...errors]
      .map(([error_code, counted]) => ({ error_code, ...counted }))
      .sort((a, b) => b.count - a.count || ((a.error_code ?? "") < (b.error_code ?? "") ? -1 : 1))
      .slice(0, MAX_CODES),
    by_style: [...styles]
      .map(([style, counts]) => ({ style, ...counts }))
      .sort((a, b) => sumOf(b) - sumOf(a) || (a.style < b.style ? -1 : 1)),
    by_priority: [...priorities].map(([priority, counts]) => ({ priority, ...counts })),
    by_hour: hours.map(({ created, completed, failed, timeout }, index) => ({
      start: new Date((firstHour + index) * HOUR_MS).toISOString(),
      created,
      completed,
      failed: failed + timeout,
    })),
  };
}

const sumOf = (counts: OutcomeCounts) => outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);

/**
 * Jobs that waited or ran at the end of each bucket, told backwards from the end of the last one: what was created since was not
 * there yet, what ended since was.
 */
export function depthsOf(buckets: readonly Counts[], openAtEnd: number): number[] {
  const depths: number[] = [];
  let depth = openAtEnd;
  for (const bucket of buckets.toReversed()) {
    depths.unshift(Math.max(0, depth));
    depth += sumOf(bucket) - bucket.created;
  }
  return depths;
}
