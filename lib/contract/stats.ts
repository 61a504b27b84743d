/** The queue in numbers, as it crosses HTTP. docs/statistics.md defines each of them. Browser-safe. */
import { z } from "zod";
import { alertKinds } from "./alert-rules";
import { jobPriority } from "./jobs";
import { queryInt } from "./query";
import { worker } from "./queue";
import { timeInput } from "./time-input";

const isoTime = z.iso.datetime({ offset: true });
const count = z.int().min(0);
const percent = z.number().min(0).max(100);

export const statsQuery = z.strictObject({ hours: queryInt(1, 168).default(24) });

/** Jobs by state now, and what became of jobs within the window. */
const counts = {
  total: count,
  pending: count,
  running: count,
  completed: count,
  failed: count,
  cancelled: count,
  timeout: count,
  failure_rate: percent,
  recent_total: count,
  recent_completed: count,
  recent_failed: count,
};

export const jobHealth = z.object({
  status: z.enum(["healthy", "degraded", "critical"]),
  /** A sentence each; empty when healthy. */
  alerts: z.array(z.string()),
  /** The same for programs: what is measured, how bad it is, and its value. */
  reasons: z.array(
    z.object({
      /** A rule of the alerts that fires, or the same measured within the window; `processing_time` is no rule. */
      code: z.enum([...alertKinds, "processing_time"]),
      level: z.enum(["elevated", "high"]),
      /** Percent, minutes, megabytes or seconds; null of `no_worker`. */
      value: z.number().nullable(),
      /** What the value has passed, in its unit; null of `no_worker`. */
      limit: z.number().nullable(),
    }),
  ),
  ...counts,
  oldest_pending_job_age_minutes: z.number().nullable(),
  oldest_pending_job_id: z.string().nullable(),
  /** The worker that has lived longest; null when none lives. */
  worker_id: z.string().nullable(),
  workers: z.array(worker),
  worker_running_jobs: count,
  /** All live workers drain. */
  shutdown_requested: z.boolean(),
  job_timeout_minutes: count,
  max_retries: count,
  total_user_jobs: count,
  user_pending_jobs: count,
  user_running_jobs: count,
  user_completed_jobs: count,
  user_failed_jobs: count,
  user_success_rate: percent,
  user_failure_rate: percent,
});
export type JobHealth = z.infer<typeof jobHealth>;

/** Seconds; null where nothing was measured. */
const percentiles = z.object({
  p50: z.number().nullable(),
  p90: z.number().nullable(),
  p95: z.number().nullable(),
  p99: z.number().nullable(),
});
export type Percentiles = z.infer<typeof percentiles>;

export const jobStatistics = z.object({
  hours: count,
  ...counts,
  recent_failure_rate: percent,
  avg_processing_time: z.number().nullable(),
  wait_time_seconds: percentiles,
  run_time_seconds: percentiles,
  priority_distribution: z.record(jobPriority, count),
  errors_by_code: z.array(z.object({ error_code: z.string(), count })),
  by_style: z.array(
    z.object({
      style: z.string(),
      total: count,
      completed: count,
      failed: count,
      avg_processing_time: z.number().nullable(),
    }),
  ),
  bucket_minutes: count,
  time_series: z.array(
    z.object({ start: isoTime, created: count, completed: count, failed: count, cancelled: count }),
  ),
  /** Jobs that waited or ran at the end of each bucket. */
  queue_depth_history: z.array(z.object({ at: isoTime, depth: count })),
  oldest_pending_job_age_minutes: z.number().nullable(),
  /** Present only while they hold. */
  performance_warning: z.string().optional(),
  queue_warning: z.string().optional(),
  failure_alert: z.string().optional(),
  timestamp: isoTime,
});
export type JobStatistics = z.infer<typeof jobStatistics>;

const MAX_TREND_HOURS = 744;
const MAX_TREND_MS = MAX_TREND_HOURS * 3_600_000;

/** The last `hours` (24 when nothing is said), or from one time to another, at most 31 days apart. */
export const trendsQuery = z
  .strictObject({
    hours: queryInt(1, MAX_TREND_HOURS).optional(),
    from: timeInput.optional(),
    to: timeInput.optional(),
  })
  .refine(({ hours, from, to }) => (from === undefined) === (to === undefined) && !(hours && from), {
    message: "needs both from and to, or hours alone",
    path: ["from"],
  })
  .refine(({ from, to }) => isWindow(from, to), {
    message: "must be later than from, by at most 31 days",
    path: ["to"],
  });
export type TrendsQuery = z.infer<typeof trendsQuery>;

function isWindow(from: string | undefined, to: string | undefined): boolean {
  if (from === undefined || to === undefined) return true;
  const length = Date.parse(to) - Date.parse(from);
  return length > 0 && length <= MAX_TREND_MS;
}

/** Seconds; null where nothing was completed. */
const spread = z.object({
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  p99: z.number().nullable(),
});
export type Spread = z.infer<typeof spread>;

/** Jobs that ended, by how. */
const outcomes = { completed: count, failed: count, timeout: count, cancelled: count };
const measures = { created: count, ...outcomes, wait_seconds: spread, run_seconds: spread };

const period = z.object({
  ...measures,
  /** Percent of those that ran to an end; null when none did. */
  failure_rate: percent.nullable(),
});
export type TrendPeriod = z.infer<typeof period>;

const trendBucket = z.object({
  start: isoTime,
  ...measures,
  /** Jobs that waited or ran at its end; of the last one: now. */
  depth: count,
  /** The most of them within the bucket, at the ends of its minutes; of windows beyond 5 hours: of each five minutes, beyond 25 of hours. */
  depth_max: count,
  /** The most workers that lived at once; null: nobody has counted them, or it is nothing for the caller. */
  workers: count.nullable(),
});
export type TrendBucket = z.infer<typeof trendBucket>;

export const jobTrends = z.object({
  /** The window, which begins and ends with its buckets, or now. */
  from: isoTime,
  to: isoTime,
  bucket_minutes: count,
  total: period,
  /** The same over the time of equal length that ended at `from`. */
  previous: period,
  buckets: z.array(trendBucket),
  /** Failed and timed-out jobs by code, the most frequent first, with a count for each bucket. */
  errors: z.array(z.object({ error_code: z.string().nullable(), count, buckets: z.array(count) })),
  by_style: z.array(z.object({ style: z.string(), ...outcomes })),
  by_priority: z.array(z.object({ priority: jobPriority, ...outcomes })),
  /** Full hours (UTC) that the window touches. */
  by_hour: z.array(z.object({ start: isoTime, created: count, completed: count, failed: count })),
  /** The last minutes, whatever the window: what came, what ended, what is due and waits now, and what is pending for a later time. */
  flow: z.object({ minutes: count, created: count, ended: count, waiting: count, scheduled: count }),
  timestamp: isoTime,
});
export type JobTrends = z.infer<typeof jobTrends>;

export const failureGroups = z.object({
  from: isoTime,
  to: isoTime,
  /** Failed and timed-out jobs that ended within the window, by error; the most frequent first, at most 20. */
  groups: z.array(
    z.object({
      error_code: z.string().nullable(),
      count,
      timeouts: count,
      lessons: count,
      /** When the newest of them ended, and what it says. */
      last_at: isoTime,
      last_job_id: z.string(),
      message: z.string().nullable(),
    }),
  ),
  timestamp: isoTime,
});
export type FailureGroups = z.infer<typeof failureGroups>;
