/** Both endpoints' whole answers, counted the slow way from the rows of a history, where no alert fires: for an administrator. */
import { config } from "@/lib/config";
import type { WorkerAnswer } from "@/lib/contract/queue";
import type { JobHealth, JobStatistics } from "@/lib/contract/stats";
import { type JobStatus, jobPriorities, jobStatuses } from "@/lib/jobs/state";
import { warningsOf } from "@/lib/stats/warnings";
import { countSlowly } from "./count-slowly";
import type { PastJob } from "./history";

type Given = {
  /** All jobs that there ever were. */
  history: readonly PastJob[];
  /** Those whose rows are there. */
  stored: readonly PastJob[];
  hours: number;
  nowMs: number;
  /** Whose own jobs the health tells of. */
  userId: string | null;
};

const rateOf = (failed: number, completed: number) =>
  failed + completed === 0 ? 0 : Math.round((1000 * failed) / (failed + completed)) / 10;

function statesOf(jobs: readonly PastJob[]): Record<JobStatus, number> {
  const count = (state: JobStatus) => jobs.filter(({ status }) => status === state).length;
  return Object.fromEntries(jobStatuses.map((state) => [state, count(state)])) as Record<JobStatus, number>;
}

/** The jobs that may be called the one that waits longest: due within a second of it. */
export function longestWaiting(
  stored: readonly PastJob[],
  nowMs: number,
): { ids: string[]; minutes: number } | null {
  const due = stored.filter(({ status, due_ms }) => status === "pending" && due_ms <= nowMs);
  const first = due.reduce((least, { due_ms }) => Math.min(least, due_ms), Number.POSITIVE_INFINITY);
  if (due.length === 0) return null;
  const ids = due.filter(({ due_ms }) => due_ms <= first + 1_000).map(({ id }) => id);
  return { ids, minutes: Math.round((nowMs - first) / 6_000) / 10 };
}

function count({ history, stored, hours, nowMs }: Given, size: number) {
  const window = countSlowly(history, hours, nowMs, size);
  const states = statesOf(stored);
  const waiting = longestWaiting(stored, nowMs);
  const warnings = warningsOf({
    failureRate: window.recent_failure_rate,
    averageSeconds: window.avg_processing_time,
    oldestPendingMinutes: waiting?.minutes ?? null,
  });
  const failure_rate = rateOf(states.failed + states.timeout, states.completed);
  return { window, states, waiting, warnings, totals: { ...states, total: stored.length, failure_rate } };
}

export function statisticsSlowly(given: Given, size: number): Omit<JobStatistics, "timestamp"> {
  const { window, waiting, warnings, totals } = count(given, size);
  const open = given.stored.filter(({ status }) => status === "pending" || status === "running");
  return {
    hours: given.hours,
    ...totals,
    ...window,
    priority_distribution: Object.fromEntries(
      jobPriorities.map((one) => [one, open.filter(({ priority }) => priority === one).length]),
    ) as JobStatistics["priority_distribution"], // a list of all of them
    bucket_minutes: size,
    oldest_pending_job_age_minutes: waiting?.minutes ?? null,
    ...(warnings.performance && { performance_warning: warnings.performance.message }),
    ...(warnings.queue && { queue_warning: warnings.queue.message }),
    ...(warnings.failure && { failure_alert: warnings.failure.message }),
  };
}

/** Without the id of the job that waits longest: see `longestWaiting`. @param given `workers`: those that live */
export function healthSlowly(
  given: Given & { workers: readonly WorkerAnswer[] },
): Omit<JobHealth, "oldest_pending_job_id"> {
  const { window, waiting, warnings, totals } = count(given, 60);
  const { workers } = given;
  const own = given.stored.filter(({ user_id }) => user_id !== null && user_id === given.userId);
  const ownStates = statesOf(own);
  const ownFailed = ownStates.failed + ownStates.timeout;
  const ownRate = rateOf(ownFailed, ownStates.completed);
  const deserted = { level: "high", limit: null, message: "No worker is alive while jobs wait" } as const;
  const reasons = [
    { code: "no_worker", warning: waiting && workers.length === 0 ? deserted : null, value: null },
    { code: "failure_rate", warning: warnings.failure, value: window.recent_failure_rate },
    { code: "queue_delay", warning: warnings.queue, value: waiting?.minutes ?? null },
    { code: "processing_time", warning: warnings.performance, value: window.avg_processing_time },
  ] as const;
  const found = reasons.flatMap(({ code, warning, value }) => (warning ? [{ code, ...warning, value }] : []));
  return {
    status: found.some(({ level }) => level === "high")
      ? "critical"
      : found.length > 0
        ? "degraded"
        : "healthy",
    alerts: found.map(({ message }) => message),
    reasons: found.map(({ code, level, value, limit }) => ({ code, level, value, limit })),
    ...totals,
    recent_total: window.recent_total,
    recent_completed: window.recent_completed,
    recent_failed: window.recent_failed,
    oldest_pending_job_age_minutes: waiting?.minutes ?? null,
    worker_id: workers[0]?.worker_id ?? null,
    workers: [...workers],
    worker_running_jobs: workers.reduce((sum, { running_jobs }) => sum + running_jobs, 0),
    shutdown_requested: workers.length > 0 && workers.every(({ draining_at }) => draining_at !== null),
    job_timeout_minutes: config().jobTimeoutMinutes,
    max_retries: config().maxRetries,
    total_user_jobs: own.length,
    user_pending_jobs: ownStates.pending,
    user_running_jobs: ownStates.running,
    user_completed_jobs: ownStates.completed,
    user_failed_jobs: ownFailed,
    user_success_rate: ownStates.completed === 0 ? 0 : Math.round((100 - ownRate) * 10) / 10,
    user_failure_rate: ownRate,
  };
}
