/** Whether a time is unusual among others. Pure. */
import type { ComparedMeasure } from "@/lib/contract/comparison";

/** Below this the 95th percentile is the longest of all, and says nothing. */
export const MIN_SAMPLE = 20;
/** What is less than this above the median, nobody notices: no reason to alarm anybody. */
export const NOTICEABLE_SECONDS = 1;

/** Nearest rank, as in the statistics: the smallest value that is not below `percent` of all. `sorted` is ascending. */
export function percentileOf(sorted: readonly number[], percent: number): number | null {
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? null;
}

/**
 * @param seconds this job's; null when there is nothing to measure
 * @param others in any order
 */
export function compareTimes(
  seconds: number | null,
  others: readonly number[],
  isGrowing: boolean,
): ComparedMeasure {
  const sorted = others.map(inMilliseconds).sort((a, b) => a - b);
  const own = seconds === null ? null : inMilliseconds(seconds);
  const median = percentileOf(sorted, 50);
  const p95 = percentileOf(sorted, 95);
  const shorter = own === null ? 0 : sorted.filter((one) => one < own).length;
  return {
    seconds: own,
    is_growing: isGrowing,
    median,
    p95,
    longer_than_percent:
      own === null || sorted.length === 0 ? null : Math.floor((shorter / sorted.length) * 100),
    is_unusual:
      own === null || median === null || p95 === null || sorted.length < MIN_SAMPLE
        ? null
        : own > p95 && own - median >= NOTICEABLE_SECONDS,
    others: sorted,
  };
}

/** Clocks of several machines may make a short time negative. */
const inMilliseconds = (seconds: number) => Math.max(0, Math.round(seconds * 1000) / 1000);
