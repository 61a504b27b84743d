/** The time that charts show, in the page's address. */
import type { TrendsQuery } from "@/lib/contract/stats";

export const rangeHours = { "1h": 1, "6h": 6, "24h": 24, "7d": 168, "30d": 720 } as const;
export type ChartRange = keyof typeof rangeHours;

export const overviewRanges = ["1h", "6h", "24h", "7d"] as const;
export const statisticsRanges = ["6h", "24h", "7d", "30d"] as const;

export type StatisticsView = { range: ChartRange } | { from: string; to: string };

export function queryOf(view: StatisticsView): TrendsQuery {
  return "range" in view ? { hours: rangeHours[view.range] } : view;
}

/** Address of the statistics of a stretch of time (Unix ms). */
export function zoomHref(from: number, to: number): string {
  return `/statistics?from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`;
}

const MIN_WINDOW_MS = 5 * 60_000;
const MAX_WINDOW_MS = 744 * 3_600_000;

/** The window `by` times as long around the same middle (by < 1: shorter), not ending after `now`. Unix ms. */
export function scaled(from: number, to: number, by: number, now: number): [from: number, to: number] {
  const length = Math.min(MAX_WINDOW_MS, Math.max(MIN_WINDOW_MS, (to - from) * by));
  const end = Math.min(now, (from + to) / 2 + length / 2);
  return [end - length, end];
}

/** The window moved by `share` of its length (negative: earlier), not beyond `now`. Unix ms. */
export function moved(from: number, to: number, share: number, now: number): [from: number, to: number] {
  const length = to - from;
  const end = Math.min(now, to + share * length);
  return [end - length, end];
}
