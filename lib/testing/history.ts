/** A history of jobs with known distributions, of any length. count-slowly.ts counts it. */
import { randomUUID } from "node:crypto";
import { deckStyle } from "@/lib/contract/decks";
import type { Db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { type JobPriority, type JobStatus, jobPriorities, priorityRank } from "@/lib/jobs/state";
import { Random } from "./random";

const MINUTE_MS = 60_000;

export type PastJob = {
  id: string;
  user_id: string | null;
  status: JobStatus;
  priority: JobPriority;
  style: string;
  error_code: string | null;
  created_ms: number;
  /** How often it was retried of itself: the times are those of the last attempt. */
  retries: number;
  /** When it became due; of a job that was retried, for its last attempt. */
  due_ms: number;
  started_ms: number | null;
  ended_ms: number | null;
  run_seconds: number | null;
};

type Span = { count: number; fromMs: number; toMs: number; seed: number };

/** Of those that came last so many run, however sparse the history is, unless it is short. */
const STILL_RUNNING = 3;

/**
 * Jobs spread evenly over a span, oldest first: 90 % completed, 5 % failed, 2 % timed out, 3 % cancelled; of those that came in the
 * last minute some wait or run. Waits are exponential with a mean of 4 s, runs log-normal with a median of 3 s. One of twenty was retried.
 */
export function* pastJobs({ count, fromMs, toMs, seed }: Span): Generator<PastJob> {
  const random = new Random(seed);
  const codes = ["llm_timeout", "RENDER_FAILED", "lesson_invalid", "POISON"];
  for (let index = 0; index < count; index++) {
    const created_ms = Math.round(fromMs + ((toMs - fromMs) * index) / count);
    const waitMs = Math.round(-4_000 * Math.log(1 - random.next()));
    const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
    const runMs = Math.round(3_000 * Math.exp(0.8 * normal));
    const luck = random.next();
    const outcome: JobStatus =
      luck < 0.9 ? "completed" : luck < 0.95 ? "failed" : luck < 0.97 ? "timeout" : "cancelled";
    // A first attempt that failed, and its backoff.
    const retries = random.next() < 0.05 ? 1 : 0;
    const due_ms = created_ms + (retries > 0 ? random.int(2_000, 40_000) : 0);
    const base = { ...whose(random), created_ms, due_ms, retries };
    const [started_ms, ended_ms] = [due_ms + waitMs, due_ms + waitMs + runMs];
    const none = { error_code: null, ended_ms: null, run_seconds: null };
    if (started_ms > toMs) yield { ...base, ...none, status: "pending", started_ms: null };
    else if (ended_ms > toMs || (count > 10 && index >= count - STILL_RUNNING)) {
      yield { ...base, ...none, status: "running", started_ms };
    } else {
      const error_code =
        outcome === "failed" ? random.pick(codes) : outcome === "timeout" ? "job_timeout" : null;
      yield { ...base, status: outcome, error_code, started_ms, ended_ms, run_seconds: runMs / 1000 };
    }
  }
}

/** A backlog: jobs that came evenly over a span and have waited since. */
export function* waitingJobs({ count, fromMs, toMs, seed }: Span): Generator<PastJob> {
  const random = new Random(seed);
  const open = {
    status: "pending",
    error_code: null,
    started_ms: null,
    ended_ms: null,
    run_seconds: null,
  } as const;
  for (let index = 0; index < count; index++) {
    const at = Math.round(fromMs + ((toMs - fromMs) * index) / count);
    yield { ...whose(random), ...open, created_ms: at, due_ms: at, retries: 0 };
  }
}

const whose = (random: Random) => ({
  id: randomUUID(),
  user_id: random.next() < 0.5 ? `teacher-${random.int(1, 50)}` : null,
  priority: random.pick(jobPriorities),
  style: random.pick(deckStyle.options),
});

const columns = {
  id: "text",
  user_id: "text",
  status: "text",
  priority: "text",
  priority_rank: "int",
  style: "text",
  error_code: "text",
  created_ms: "float",
  retries: "int",
  attempt: "int",
  due_ms: "float",
  started_ms: "float",
  ended_ms: "float",
  run_seconds: "float",
  worker_id: "text",
} as const;

/** Those that ran were given to so many workers, `worker-0` and so on. */
const WORKERS = 7;
const LEASE_MS = 60 * MINUTE_MS;

/** Stores them as jobs of one lesson. What runs holds its lease for an hour. */
export async function storePastJobs(db: Db, lessonId: string, jobs: readonly PastJob[]): Promise<void> {
  const time = (name: string) => sql.at(Prisma.raw(`v.${name}`));
  const rows = jobs.map((job) => ({
    ...job,
    priority_rank: priorityRank[job.priority],
    attempt: job.retries + (job.started_ms === null ? 0 : 1),
    worker_id: job.started_ms === null ? null : `worker-${Math.abs(Math.round(job.started_ms)) % WORKERS}`,
  }));
  await db.$executeRaw`
    INSERT INTO presentation_jobs (id, lesson_id, user_id, status, priority, priority_rank, style, error_code, created_at, run_at,
      started_at, completed_at, processing_time_seconds, worker_id, retry_count, attempt, lease_token, lease_expires_at)
    SELECT v.id, ${lessonId}, v.user_id, v.status, v.priority, v.priority_rank, v.style, v.error_code, ${time("created_ms")},
      ${time("due_ms")}, ${time("started_ms")}, ${time("ended_ms")}, v.run_seconds, v.worker_id, v.retries, v.attempt,
      CASE WHEN v.status = 'running' THEN ${sql.newLeaseToken} END,
      CASE WHEN v.status = 'running' THEN ${sql.plus(sql.now, LEASE_MS)} END
    FROM ${sql.rowsOf(rows, columns)}`;
}
