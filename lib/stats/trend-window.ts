/** The window of the trends and its buckets. Pure. */
import type { TrendsQuery } from "@/lib/contract/stats";
import { longestPieceIn, PIECE_MINUTES, type PieceMinutes } from "./rollups/pieces";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export type TrendWindow = {
  /** Unix ms; the beginning of a bucket. */
  fromMs: number;
  /** The end of a bucket, or now. */
  toMs: number;
  bucketMs: number;
};

/** Each divides a day, and an hour divides it or is divided by it: hours and buckets never overlap. */
const bucketSizes = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440];
const MAX_BUCKETS = 48;

/** The smallest size that cuts the window into few enough pieces to tell apart. */
export function bucketSizeMs(lengthMs: number): number {
  const minutes = bucketSizes.find((size) => lengthMs <= MAX_BUCKETS * size * MINUTE_MS) ?? 1440;
  return minutes * MINUTE_MS;
}

/**
 * The window that is asked for, widened to whole buckets. It never reaches beyond now, unless it lies in the future as a whole.
 * @param nowMs the database's time
 */
export function trendWindow({ hours = 24, from, to }: TrendsQuery, nowMs: number): TrendWindow {
  const isFixed = from !== undefined && to !== undefined;
  const askedFrom = isFixed ? Date.parse(from) : nowMs - hours * HOUR_MS;
  const askedTo = isFixed ? Date.parse(to) : nowMs;
  const bucketMs = bucketSizeMs(askedTo - askedFrom);
  const fromMs = Math.floor(askedFrom / bucketMs) * bucketMs;
  const toMs = Math.ceil(askedTo / bucketMs) * bucketMs;
  return { fromMs, toMs: nowMs > fromMs ? Math.min(toMs, nowMs) : toMs, bucketMs };
}

export function bucketStarts({ fromMs, toMs, bucketMs }: TrendWindow): number[] {
  return Array.from(
    { length: Math.ceil((toMs - fromMs) / bucketMs) },
    (_, index) => fromMs + index * bucketMs,
  );
}

/** Five hours in minutes, a day in steps of five. Each is some 0.1 ms to read and to add up, while nobody else is served. */
const MAX_PIECES = 300;

/** The finest pieces in which the window is told: what goes up and down within a bucket is seen at their ends. */
export function finestPieceIn({ fromMs, toMs, bucketMs }: TrendWindow): PieceMinutes {
  const length = toMs - fromMs;
  const fits = (minutes: number) => length <= MAX_PIECES * minutes * MINUTE_MS;
  const longest = longestPieceIn(bucketMs);
  return PIECE_MINUTES.find((minutes) => minutes === longest || fits(minutes)) ?? longest;
}
