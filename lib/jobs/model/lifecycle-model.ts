/**
 * The lifecycle of docs/lifecycle.md once more, as plain objects and without a database: the reference that the real one is
 * compared with after every step. Written from the table, not from the statements.
 */
import { isFinal, type JobPriority, type JobStatus, priorityRank } from "../state";

export type ModelJob = {
  id: string;
  status: JobStatus;
  priority: JobPriority;
  rank: number;
  /** Unix ms, as the database set it: only the order matters. */
  createdAt: number;
  /** Whether its time has come. */
  due: boolean;
  /** Whether it has waited for hours. */
  aged: boolean;
  retries: number;
  maxRetries: number;
  progress: number;
  worker: string | null;
  errorCode: string | null;
  completed: boolean;
  /** How its attempts ended, oldest first. */
  attempts: string[];
};

export type Model = { jobs: Map<string, ModelJob>; paused: boolean };

export type ModelEnd =
  | { kind: "completed" }
  | { kind: "requeued"; timedOut: boolean; delayed: boolean }
  | { kind: "ended"; timedOut: boolean }
  | { kind: "released" };

const endAttempt = (job: ModelJob, outcome: string) => {
  job.attempts[job.attempts.length - 1] = outcome;
};

function enterQueue(job: ModelJob, due: boolean): void {
  Object.assign(job, { status: "pending", progress: 0, worker: null, due, aged: false });
}

function finish(job: ModelJob, status: JobStatus, errorCode: string | null): void {
  Object.assign(job, { status, errorCode, completed: status === "completed" });
}

/** Ids in the order of the queue: priority with ageing, then age. */
export function claim(model: Model, limit: number, worker: string): string[] {
  if (model.paused) return [];
  const queue = [...model.jobs.values()]
    .filter((job) => job.status === "pending" && job.due)
    .sort((a, b) => b.rank - a.rank || a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
    .slice(0, limit);
  for (const job of queue) {
    Object.assign(job, { status: "running", worker, progress: 0 });
    job.attempts.push("running");
  }
  return queue.map((job) => job.id);
}

/** `attempt`: the number of the attempt whose lease is used. Only the one that runs may write. */
export const holds = (job: ModelJob, attempt: number) =>
  job.status === "running" && job.attempts.length === attempt;

export function settle(job: ModelJob, attempt: number, end: ModelEnd): boolean {
  if (!holds(job, attempt)) return false;
  switch (end.kind) {
    case "completed":
      endAttempt(job, "completed");
      job.progress = 100;
      finish(job, "completed", null);
      return true;
    case "requeued":
      endAttempt(job, end.timedOut ? "timeout" : "failed");
      enterQueue(job, !end.delayed);
      job.retries++;
      return true;
    case "ended":
      endAttempt(job, end.timedOut ? "timeout" : "failed");
      finish(job, end.timedOut ? "timeout" : "failed", "internal_error");
      return true;
    case "released": {
      endAttempt(job, "released");
      // It keeps its due time, and with that the time it has waited.
      const { aged } = job;
      enterQueue(job, true);
      job.aged = aged;
      return true;
    }
    default:
      return end satisfies never;
  }
}

export function cancel(job: ModelJob): boolean {
  if (isFinal(job.status)) return false;
  if (job.status === "running") endAttempt(job, "cancelled");
  finish(job, "cancelled", "CANCELLED");
  return true;
}

export function retry(job: ModelJob, force: boolean): boolean {
  if (!["failed", "timeout", "cancelled"].includes(job.status)) return false;
  if (job.retries >= job.maxRetries && !force) return false;
  enterQueue(job, true);
  job.retries++;
  job.maxRetries = Math.max(job.maxRetries, job.retries);
  job.errorCode = null;
  // Its waiting begins anew.
  job.rank = priorityRank[job.priority];
  return true;
}

/** The job's lease has run out. */
export function reap(job: ModelJob): void {
  endAttempt(job, "orphaned");
  if (job.retries < job.maxRetries) {
    enterQueue(job, true);
    job.retries++;
  } else finish(job, "failed", "ORPHANED");
}

/** Ageing lifts whoever has waited for hours to the front. */
export function promote(model: Model): void {
  for (const job of model.jobs.values()) {
    if (job.status === "pending" && job.aged) job.rank = priorityRank.urgent;
  }
}
