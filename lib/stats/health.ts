/** Is the queue well? Everything is limited to what the caller may see; the user_* numbers are the caller's own. */
import { firingRules } from "@/lib/alerts/firing-rules";
import { type Caller, ownerOf } from "@/lib/auth/caller";
import { config } from "@/lib/config";
import type { JobHealth } from "@/lib/contract/stats";
import { db } from "@/lib/db/client";
import { liveWorkers, toWorkerAnswer } from "@/lib/jobs/workers";
import { readSettings } from "@/lib/settings/read-settings";
import { countJobsOf, failureRateOf, oldestPending, totalOf } from "./counts";
import { healthOf, type Warning, warningsOf } from "./warnings";
import { readWindow } from "./window";

export async function jobHealth(hours: number, caller: Caller): Promise<JobHealth> {
  const [{ states, total: recent }, oldest, live, own, settings, firing] = await Promise.all([
    readWindow(hours, caller),
    oldestPending(caller),
    liveWorkers(),
    countJobsOf(caller.userId ?? ""),
    readSettings(db(), config()),
    firingRules(caller),
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
      ? ({ level: "high", limit: null, message: "No worker is alive while jobs wait" } as const)
      : null;
  const reasons = worstOfEach([
    ...foundOf("no_worker", deserted, null),
    ...foundOf("failure_rate", warnings.failure, measured.failureRate),
    ...foundOf("queue_delay", warnings.queue, measured.oldestPendingMinutes),
    ...foundOf("processing_time", warnings.performance, measured.averageSeconds),
    ...firing.map(({ kind, ...found }) => ({ code: kind, ...found })),
  ]);
  return {
    status: healthOf(reasons),
    alerts: reasons.map(({ message }) => message),
    reasons: reasons.map(({ code, level, value, limit }) => ({ code, level, value, limit })),
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

type Reason = JobHealth["reasons"][number] & Warning;

const foundOf = (code: Reason["code"], warning: Warning | null, value: number | null): Reason[] =>
  warning ? [{ code, ...warning, value }] : [];

/** What is measured here and watched by a rule as well is said once: in the words of the worse, else in those of here. */
function worstOfEach(all: readonly Reason[]): Reason[] {
  const byCode = new Map<Reason["code"], Reason>();
  for (const reason of all) {
    const known = byCode.get(reason.code);
    if (!known || (known.level === "elevated" && reason.level === "high")) byCode.set(reason.code, reason);
  }
  return [...byCode.values()];
}
