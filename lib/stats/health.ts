/** Is the queue well? Everything is limited to what the caller may see; the user_* numbers are the caller's own. */
import { type Caller, ownerOf } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import { config } from "@/lib/config";
import type { JobHealth } from "@/lib/contract/stats";
import { db } from "@/lib/db/client";
import { Prisma } from "@/lib/generated/prisma/client";
import { liveWorkers, toWorkerAnswer } from "@/lib/jobs/workers";
import { readSettings } from "@/lib/settings/read-settings";
import { countByState, failureRateOf, oldestPending, queueNumbers } from "./counts";
import { healthOf, warningsOf } from "./warnings";

export async function jobHealth(hours: number, caller: Caller): Promise<JobHealth> {
  const scope = within(caller);
  const [{ counts, recent, averageSeconds }, oldest, live, own, settings] = await Promise.all([
    queueNumbers(caller, hours),
    oldestPending(scope),
    liveWorkers(),
    countByState(Prisma.sql`user_id = ${caller.userId ?? ""}`),
    readSettings(db(), config()),
  ]);
  const recentFailureRate = failureRateOf(recent.completed, recent.failed);
  const measured = {
    failureRate: recentFailureRate,
    averageSeconds,
    oldestPendingMinutes: oldest?.minutes ?? null,
  };
  const warnings = warningsOf(measured, settings);
  const ownFailed = own.failed + own.timeout;
  const ownFailureRate = failureRateOf(own.completed, ownFailed);
  // What else runs on the machines is nothing for a teacher.
  const workers = ownerOf(caller) === null ? live : [];
  const deserted =
    live.length === 0 && oldest !== null
      ? ({ level: "high", message: "No worker is alive while jobs wait" } as const)
      : null;
  const reasons = [
    { code: "no_worker", warning: deserted, value: null },
    { code: "failure_rate", warning: warnings.failure, value: recentFailureRate },
    { code: "queue_delay", warning: warnings.queue, value: oldest?.minutes ?? null },
    { code: "processing_time", warning: warnings.performance, value: averageSeconds },
  ] as const;
  const all = reasons.map(({ warning }) => warning);
  return {
    status: healthOf(all),
    alerts: all.flatMap((warning) => warning?.message ?? []),
    reasons: reasons.flatMap(({ code, warning, value }) =>
      warning ? [{ code, level: warning.level, value }] : [],
    ),
    ...counts,
    failure_rate: failureRateOf(counts.completed, counts.failed + counts.timeout),
    recent_total: recent.created,
    recent_completed: recent.completed,
    recent_failed: recent.failed,
    oldest_pending_job_age_minutes: oldest?.minutes ?? null,
    oldest_pending_job_id: oldest?.id ?? null,
    worker_id: workers[0]?.id ?? null,
    workers: workers.map(toWorkerAnswer),
    worker_running_jobs: workers.reduce((sum, { runningJobs }) => sum + runningJobs, 0),
    shutdown_requested: live.length > 0 && live.every(({ state }) => state === "draining"),
    job_timeout_minutes: config().jobTimeoutMinutes,
    max_retries: config().maxRetries,
    total_user_jobs: own.total,
    user_pending_jobs: own.pending,
    user_running_jobs: own.running,
    user_completed_jobs: own.completed,
    user_failed_jobs: ownFailed,
    user_success_rate: own.completed === 0 ? 0 : Math.round((100 - ownFailureRate) * 10) / 10,
    user_failure_rate: ownFailureRate,
  };
}
