/** The queue in numbers, limited to what the caller may see. docs/statistics.md defines each of them. */
import { type Caller, ownerOf } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import { config } from "@/lib/config";
import type { JobStatistics } from "@/lib/contract/stats";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { type JobPriority, jobPriorities } from "@/lib/jobs/state";
import { readSettings } from "@/lib/settings/read-settings";
import { failureRateOf, oldestPending, totalOf } from "./counts";
import { percentilesOf } from "./durations";
import type { Tally } from "./rollups/tally";
import { warningsOf } from "./warnings";
import { depthsOf, readWindow } from "./window";

/** More codes than this nobody tells apart. */
const MAX_CODES = 50;

export async function jobStatistics(hours: number, caller: Caller): Promise<JobStatistics> {
  const [{ nowMs, total, buckets, bucketMs, states }, oldest, priorities, settings] = await Promise.all([
    readWindow(hours, caller),
    oldestPending(caller),
    openByPriority(caller),
    readSettings(db(), config()),
  ]);
  const completed = total.outcomes.of("completed");
  const recentFailureRate = failureRateOf(completed, total.failures);
  const averageSeconds = total.averageRunSeconds();
  const oldestPendingMinutes = oldest?.minutes ?? null;
  const { performance, queue, failure } = warningsOf(
    { failureRate: recentFailureRate, averageSeconds, oldestPendingMinutes },
    settings,
  );
  const depths = depthsOf(
    buckets.map(({ tally }) => tally),
    states.pending + states.running,
  );
  return {
    hours,
    ...states,
    total: totalOf(states),
    failure_rate: failureRateOf(states.completed, states.failed + states.timeout),
    recent_total: total.created,
    recent_completed: completed,
    recent_failed: total.failures,
    recent_failure_rate: recentFailureRate,
    avg_processing_time: averageSeconds,
    wait_time_seconds: percentilesOf(total.wait),
    run_time_seconds: percentilesOf(total.run),
    priority_distribution: priorities,
    errors_by_code: errorsByCode(total),
    by_style: byStyle(total),
    bucket_minutes: bucketMs / 60_000,
    time_series: buckets.map(({ startMs, tally }) => ({
      start: new Date(startMs).toISOString(),
      created: tally.created,
      completed: tally.outcomes.of("completed"),
      failed: tally.failures,
      cancelled: tally.outcomes.of("cancelled"),
    })),
    queue_depth_history: buckets.map(({ startMs }, index) => ({
      at: new Date(Math.min(startMs + bucketMs, nowMs)).toISOString(),
      depth: depths[index] ?? 0,
    })),
    oldest_pending_job_age_minutes: oldestPendingMinutes,
    ...(performance && { performance_warning: performance.message }),
    ...(queue && { queue_warning: queue.message }),
    ...(failure && { failure_alert: failure.message }),
    timestamp: new Date(nowMs).toISOString(),
  };
}

/** Of all jobs it is counted in an index. */
async function openByPriority(caller: Caller): Promise<Record<JobPriority, number>> {
  const index = ownerOf(caller) === null ? sql.by("idx_jobs_priority_status") : Prisma.empty;
  const rows = await db().$queryRaw<{ priority: JobPriority; count: bigint }[]>`
    SELECT priority, COUNT(*) AS count FROM presentation_jobs ${index}
    WHERE priority IN (${Prisma.join([...jobPriorities])}) AND status IN ('pending', 'running') AND ${within(caller)}
    GROUP BY priority`;
  const counts: Record<JobPriority, number> = { urgent: 0, high: 0, normal: 0, low: 0 };
  for (const { priority, count } of rows) counts[priority] = Number(count);
  return counts;
}

/** Of jobs that failed or timed out; the most frequent first. */
function errorsByCode(total: Tally): JobStatistics["errors_by_code"] {
  return [...total.byError]
    .map(([code, count]) => ({ error_code: code ?? "unknown", count }))
    .sort((a, b) => b.count - a.count || (a.error_code < b.error_code ? -1 : 1))
    .slice(0, MAX_CODES);
}

/** Of jobs that ended, cancelled ones included in `total`. */
function byStyle(total: Tally): JobStatistics["by_style"] {
  return [...total.byStyle]
    .map(([style, { completed, failed, timeout, cancelled }]) => ({
      style,
      total: completed + failed + timeout + cancelled,
      completed,
      failed: failed + timeout,
      avg_processing_time: total.averageRunSeconds(style),
    }))
    .sort((a, b) => b.total - a.total || (a.style < b.style ? -1 : 1));
}
