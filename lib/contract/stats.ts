/** The queue in numbers, as it crosses HTTP. docs/statistics.md defines each of them. Browser-safe. */
import { z } from "zod";
import { jobPriority } from "./jobs";
import { queryInt } from "./query";
import { worker } from "./queue";

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
