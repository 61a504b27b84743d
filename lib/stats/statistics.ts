/** The queue in numbers, limited to what the caller may see. Straight from the jobs; docs/statistics.md defines each number. */
import { type Caller, ownerOf } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import { config } from "@/lib/config";
import type { JobStatistics } from "@/lib/contract/stats";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { MANY_JOBS } from "@/lib/jobs/read";
import type { JobPriority } from "@/lib/jobs/state";
import { remembered } from "@/lib/remember";
import { readSettings } from "@/lib/settings/read-settings";
import { failureRateOf, oldestPending, queueNumbers } from "./counts";
import { percentilesOf, runSeconds, waitSeconds } from "./durations";
import { databaseNow } from "./now";
import { bucketMinutes, queueDepths, timeSeries } from "./time-series";
import { warningsOf } from "./warnings";

/** Of many jobs it may be what was true a moment ago. */
export function jobStatistics(hours: number, caller: Caller): Promise<JobStatistics> {
  const key = `statistics ${ownerOf(caller)} ${hours}`;
  return remembered(
    key,
    () => readStatistics(hours, caller),
    ({ total }) => total > MANY_JOBS,
  );
}

async function readStatistics(hours: number, caller: Caller): Promise<JobStatistics> {
  const scope = within(caller);
  const nowMs = await databaseNow();
  const [
    { counts, recent, averageSeconds },
    oldest,
    wait,
    run,
    priorities,
    errors,
    styles,
    buckets,
    settings,
  ] = await Promise.all([
    queueNumbers(caller, hours),
    oldestPending(scope),
    percentilesOf(waitSeconds(), scope, hours),
    percentilesOf(runSeconds(), scope, hours),
    openByPriority(scope),
    errorsByCode(scope, hours),
    byStyle(scope, hours),
    timeSeries(scope, hours, nowMs),
    readSettings(db(), config()),
  ]);
  const recentFailureRate = failureRateOf(recent.completed, recent.failed);
  const measured = {
    failureRate: recentFailureRate,
    averageSeconds,
    oldestPendingMinutes: oldest?.minutes ?? null,
  };
  const { performance, queue, failure } = warningsOf(measured, settings);
  const bucket_minutes = bucketMinutes(hours);
  return {
    hours,
    ...counts,
    failure_rate: failureRateOf(counts.completed, counts.failed + counts.timeout),
    recent_total: recent.created,
    recent_completed: recent.completed,
    recent_failed: recent.failed,
    recent_failure_rate: recentFailureRate,
    avg_processing_time: averageSeconds,
    wait_time_seconds: wait,
    run_time_seconds: run,
    priority_distribution: priorities,
    errors_by_code: errors,
    by_style: styles,
    bucket_minutes,
    time_series: buckets,
    queue_depth_history: queueDepths(buckets, counts.pending + counts.running, bucket_minutes, nowMs),
    oldest_pending_job_age_minutes: oldest?.minutes ?? null,
    ...(performance && { performance_warning: performance.message }),
    ...(queue && { queue_warning: queue.message }),
    ...(failure && { failure_alert: failure.message }),
    timestamp: new Date(nowMs).toISOString(),
  };
}

async function openByPriority(scope: Prisma.Sql): Promise<Record<JobPriority, number>> {
  const rows = await db().$queryRaw<{ priority: JobPriority; count: bigint }[]>`
    SELECT priority, COUNT(*) AS count FROM presentation_jobs
    WHERE status IN ('pending', 'running') AND ${scope} GROUP BY priority`;
  const counts: Record<JobPriority, number> = { urgent: 0, high: 0, normal: 0, low: 0 };
  for (const { priority, count } of rows) counts[priority] = Number(count);
  return counts;
}

const endedSince = (scope: Prisma.Sql, hours: number) => Prisma.sql`
  completed_at IS NOT NULL AND completed_at >= ${sql.plus(sql.now, -hours * 3_600_000)} AND ${scope}`;

/** Of jobs that failed or timed out; the most frequent first, at most 50. */
async function errorsByCode(scope: Prisma.Sql, hours: number): Promise<JobStatistics["errors_by_code"]> {
  const rows = await db().$queryRaw<{ error_code: string; count: bigint }[]>`
    SELECT COALESCE(error_code, 'unknown') AS error_code, COUNT(*) AS count FROM presentation_jobs
    WHERE ${endedSince(scope, hours)} AND ${sql.statusUnindexed} IN ('failed', 'timeout')
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50`;
  return rows.map(({ error_code, count }) => ({ error_code, count: Number(count) }));
}

/** Of jobs that ended, cancelled ones included in `total`. */
async function byStyle(scope: Prisma.Sql, hours: number): Promise<JobStatistics["by_style"]> {
  const sum = (condition: Prisma.Sql) => Prisma.sql`SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
  const isCompleted = Prisma.sql`status = 'completed'`;
  const rows = await db().$queryRaw<
    { style: string; total: bigint; completed: bigint; failed: bigint; average: number | null }[]
  >`
    SELECT style, COUNT(*) AS total, ${sum(isCompleted)} AS completed, ${sum(Prisma.sql`status IN ('failed', 'timeout')`)} AS failed,
      AVG(CASE WHEN ${isCompleted} THEN processing_time_seconds END) AS average
    FROM presentation_jobs WHERE ${endedSince(scope, hours)} GROUP BY style ORDER BY 2 DESC, style`;
  return rows.map(({ style, total, completed, failed, average }) => ({
    style,
    total: Number(total),
    completed: Number(completed),
    failed: Number(failed),
    avg_processing_time: average === null ? null : Math.round(average * 1000) / 1000,
  }));
}
