/** Is the queue well? Everything is limited to what the caller may see; the user_* numbers are the caller's own. */
import { type Caller, ownerOf } from "@/lib/auth/caller";
import { config } from "@/lib/config";
import type { JobHealth } from "@/lib/contract/stats";
import { db } from "@/lib/db/client";
import { liveWorkers, toWorkerAnswer } from "@/lib/jobs/workers";
import { readSettings } from "@/lib/settings/read-settings";
import { countJobsOf, failureRateOf, oldestPending, totalOf } from "./counts";
import { healthOf, warningsOf } from "./warnings";
import { readWindow } from "./window";

export async function jobHealth(hours: number, caller: Caller): Promise<JobHealth> {
  const [{ states, total: recent }, oldest, live, own, settings] = await Promise.all([
    readWindow(hours, caller),
    oldestPending(caller),
    liveWorkers(),
    countJobsOf(caller.userId ?? ""),
    readSettings(db(), config()),
  ]);
  const completed = recent.outcomes.of("completed");
  const measured = {
    failureRate: failureRateOf(completed, recent.failures),
    averageSeconds: recent.averageRunSeconds(),
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
    { code: "failure_rate", warning: warnings.failure, value: measured.failureRate },
    { code: "queue_delay", warning: warnings.queue, value: measured.oldestPendingMinutes },
    { code: "processing_time", warning: warnings.performance, value: measured.averageSeconds },
  ] as const;
  const all = reasons.map(({ warning }) => warning);
  return {
    status: healthOf(all),
    alerts: all.flatMap((warning) => warning?.message ?? []),
    reasons: reasons.flatMap(({ code, warning, value }) =>
      warning ? [{ code, level: warning.level, value }] : [],
    ),
    ...states,
    total: totalOf(states),
    failure_rate: failureRateOf(states.completed, states.failed + states.timeout),
    recent_total: recent.created,
    recent_completed: completed,
    recent_failed: recent.failures,
    oldest_pending_job_age_minutes: measured.oldestPendingMinutes,
    oldest_pending_job_id: oldest?.id ?? null,
    worker_id: workers[0]?.id ?? null,
    workers: workers.map(toWorkerAnswer),
    worker_running_jobs: workers.reduce((sum, { runningJobs }) => sum + runningJobs, 0),
    shutdown_requested: live.length > 0 && live.every(({ state }) => state === "draining"),
    job_timeout_minutes: config().jobTimeoutMinutes,
    max_retries: config().maxRetries,
    total_user_jobs: totalOf(own),
    user_pending_jobs: own.pending,
    user_running_jobs: own.running,
    user_completed_jobs: own.completed,
    user_failed_jobs: ownFailed,
    user_success_rate: own.completed === 0 ? 0 : Math.round((100 - ownFailureRate) * 10) / 10,
    user_failure_rate: ownFailureRate,
  };
}
