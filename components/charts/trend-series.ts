/** What each chart shows of the trends: the one table of series, values and the jobs behind a point. Pure. */
import type { JobTrends, TrendBucket } from "@/lib/contract/stats";
import type { JobFilters } from "../jobs/job-filters";
import { createdWithin, endedWithin } from "./jobs-within";

export type SeriesKey =
  | "created"
  | "completed"
  | "failed"
  | "timeout"
  | "success"
  | "p50"
  | "p95"
  | "p99"
  | "depth"
  | "workers";

/** `soft`: what is normal and should not shout. `hatched`: apart from its neighbour without colour. */
export type SeriesLook = { key: SeriesKey; color: string; look: "solid" | "soft" | "hatched" };

export type Unit = "jobs" | "percent" | "seconds" | "workers";

export const chartKinds = ["throughput", "created", "success", "wait", "run", "depth", "workers"] as const;
export type ChartKind = (typeof chartKinds)[number];

type Values = Partial<Record<SeriesKey, number | null>>;

type Definition = {
  shape: "bars" | "lines";
  unit: Unit;
  /** Bars: from the bottom up. */
  series: readonly SeriesLook[];
  valuesOf: (bucket: TrendBucket) => Values;
  /** The jobs of a bucket; null where no list can show them. */
  jobsOf: ((start: number, end: number) => JobFilters) | null;
};

const durations: readonly SeriesLook[] = [
  { key: "p50", color: "var(--accent-ink)", look: "solid" },
  { key: "p95", color: "var(--pending)", look: "solid" },
  { key: "p99", color: "var(--muted)", look: "soft" },
];

export const chartDefinitions: Record<ChartKind, Definition> = {
  throughput: {
    shape: "bars",
    unit: "jobs",
    series: [
      { key: "completed", color: "var(--completed)", look: "soft" },
      { key: "failed", color: "var(--failed)", look: "solid" },
      { key: "timeout", color: "var(--timeout)", look: "hatched" },
    ],
    valuesOf: ({ completed, failed, timeout }) => ({ completed, failed, timeout }),
    jobsOf: (start, end) => ({ status: ["completed", "failed", "timeout"], ...endedWithin(start, end) }),
  },
  created: {
    shape: "bars",
    unit: "jobs",
    series: [{ key: "created", color: "var(--accent-ink)", look: "soft" }],
    valuesOf: ({ created }) => ({ created }),
    jobsOf: createdWithin,
  },
  success: {
    shape: "lines",
    unit: "percent",
    series: [{ key: "success", color: "var(--completed)", look: "solid" }],
    valuesOf: ({ completed, failed, timeout }) => {
      const ended = completed + failed + timeout;
      // Nothing ended: no rate, which is not a rate of zero.
      return { success: ended === 0 ? null : Math.round((1000 * completed) / ended) / 10 };
    },
    jobsOf: (start, end) => ({ status: ["failed", "timeout"], ...endedWithin(start, end) }),
  },
  wait: {
    shape: "lines",
    unit: "seconds",
    series: durations,
    valuesOf: ({ wait_seconds }) => wait_seconds,
    jobsOf: (start, end) => ({ status: ["completed"], ...endedWithin(start, end) }),
  },
  run: {
    shape: "lines",
    unit: "seconds",
    series: durations,
    valuesOf: ({ run_seconds }) => run_seconds,
    jobsOf: (start, end) => ({
      status: ["completed"],
      ...endedWithin(start, end),
      sort: "-processing_time_seconds",
    }),
  },
  depth: {
    shape: "lines",
    unit: "jobs",
    series: [{ key: "depth", color: "var(--pending)", look: "solid" }],
    valuesOf: ({ depth_max }) => ({ depth: depth_max }),
    jobsOf: null,
  },
  workers: {
    shape: "lines",
    unit: "workers",
    series: [{ key: "workers", color: "var(--running)", look: "solid" }],
    valuesOf: ({ workers }) => ({ workers }),
    jobsOf: null,
  },
};

export type Point = {
  /** Unix ms; the end is that of the whole bucket, also while it goes on. */
  start: number;
  end: number;
  /** The bucket goes on: its numbers still grow. */
  isUnfinished: boolean;
  values: Values;
};

type Buckets = Pick<JobTrends, "buckets" | "bucket_minutes" | "timestamp">;

/** The points of a chart, one for each bucket. */
export function pointsOf(kind: ChartKind, { buckets, bucket_minutes, timestamp }: Buckets): Point[] {
  const now = Date.parse(timestamp);
  return buckets.map((bucket) => {
    const start = Date.parse(bucket.start);
    const end = start + bucket_minutes * 60_000;
    return { start, end, isUnfinished: end > now, values: chartDefinitions[kind].valuesOf(bucket) };
  });
}

export function isEmpty(points: readonly Point[]): boolean {
  return points.every(({ values }) => Object.values(values).every((value) => value === null || value === 0));
}

export type LineRow = {
  start: number;
  /** What is sure. A missing value is a gap, never zero. */
  sure: Values;
  /** The way to the unfinished bucket, which is dashed: its value and the one before. */
  open: Values;
};

/** Splits lines where the unfinished bucket begins. */
export function lineRows(points: readonly Point[]): LineRow[] {
  return points.map(({ start, isUnfinished, values }, index) => ({
    start,
    sure: isUnfinished ? {} : values,
    open: isUnfinished || points[index + 1]?.isUnfinished ? values : {},
  }));
}

/** Whether a value stands alone between gaps, so that no line would show it. */
export function isAlone(points: readonly Point[], index: number, key: SeriesKey): boolean {
  const has = (at: number) => typeof points[at]?.values[key] === "number";
  return has(index) && !has(index - 1) && !has(index + 1);
}
