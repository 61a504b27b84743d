/** A history of jobs with known distributions, of any length, and its numbers counted the slow way: straight from the rows. */
import { randomUUID } from "node:crypto";
import { deckStyle } from "@/lib/contract/decks";
import type { JobStatistics } from "@/lib/contract/stats";
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
    const base = {
      id: randomUUID(),
      user_id: random.next() < 0.5 ? `teacher-${random.int(1, 50)}` : null,
      priority: random.pick(jobPriorities),
      style: random.pick(deckStyle.options),
      created_ms,
      due_ms,
      retries,
    };
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

type Counted = Pick<
  JobStatistics,
  | "recent_total"
  | "recent_completed"
  | "recent_failed"
  | "recent_failure_rate"
  | "avg_processing_time"
  | "wait_time_seconds"
  | "run_time_seconds"
  | "errors_by_code"
  | "by_style"
  | "time_series"
  | "queue_depth_history"
>;

/** The window's numbers by the definitions of docs/statistics.md. @param size of the buckets in minutes */
export function countSlowly(jobs: readonly PastJob[], hours: number, nowMs: number, size: number): Counted {
  const sinceMs = floorTo(nowMs - hours * 60 * MINUTE_MS, MINUTE_MS);
  const created = jobs.filter(({ created_ms }) => created_ms >= sinceMs);
  const ended = jobs.filter(({ ended_ms }) => ended_ms !== null && ended_ms >= sinceMs);
  const completed = ended.filter(({ status }) => status === "completed");
  const failed = ended.filter(({ status }) => status === "failed" || status === "timeout");
  const runs = completed.map(({ run_seconds }) => run_seconds ?? 0);
  const waits = completed.map(({ due_ms, started_ms }) => ((started_ms ?? 0) - due_ms) / 1000);
  const codes = [...new Set(failed.map(({ error_code }) => error_code ?? "unknown"))];
  const starts: number[] = [];
  for (let at = floorTo(sinceMs, size * MINUTE_MS); at <= nowMs; at += size * MINUTE_MS) starts.push(at);
  return {
    recent_total: created.length,
    recent_completed: completed.length,
    recent_failed: failed.length,
    recent_failure_rate:
      completed.length + failed.length === 0
        ? 0
        : Math.round((1000 * failed.length) / (completed.length + failed.length)) / 10,
    avg_processing_time: average(runs),
    wait_time_seconds: percentiles(waits),
    run_time_seconds: percentiles(runs),
    errors_by_code: codes
      .map((code) => ({
        error_code: code,
        count: failed.filter(({ error_code }) => (error_code ?? "unknown") === code).length,
      }))
      .sort((a, b) => b.count - a.count || (a.error_code < b.error_code ? -1 : 1)),
    by_style: [...new Set(ended.map(({ style }) => style))]
      .map((style) => {
        const own = ended.filter((job) => job.style === style);
        const done = own.filter(({ status }) => status === "completed");
        return {
          style,
          total: own.length,
          completed: done.length,
          failed: own.filter(({ status }) => status === "failed" || status === "timeout").length,
          avg_processing_time: average(done.map(({ run_seconds }) => run_seconds ?? 0)),
        };
      })
      .sort((a, b) => b.total - a.total || (a.style < b.style ? -1 : 1)),
    time_series: starts.map((at) => {
      const within = (ms: number | null) => ms !== null && ms >= at && ms < at + size * MINUTE_MS;
      const own = jobs.filter(({ ended_ms }) => within(ended_ms));
      return {
        start: new Date(at).toISOString(),
        created: jobs.filter(({ created_ms }) => within(created_ms)).length,
        completed: own.filter(({ status }) => status === "completed").length,
        failed: own.filter(({ status }) => status === "failed" || status === "timeout").length,
        cancelled: own.filter(({ status }) => status === "cancelled").length,
      };
    }),
    queue_depth_history: starts.map((at) => {
      const endMs = Math.min(at + size * MINUTE_MS, nowMs);
      const isLast = endMs === nowMs;
      const depth = jobs.filter(
        ({ created_ms, ended_ms }) =>
          (created_ms < endMs || isLast) && (ended_ms === null || (ended_ms >= endMs && !isLast)),
      ).length;
      return { at: new Date(endMs).toISOString(), depth };
    }),
  };
}

const floorTo = (ms: number, size: number) => Math.floor(ms / size) * size;

/** Added up in whole milliseconds: sums of fractions miss a half by a little. */
const average = (seconds: readonly number[]) =>
  seconds.length === 0
    ? null
    : Math.round(seconds.reduce((sum, one) => sum + Math.round(1000 * one), 0) / seconds.length) / 1000;

function percentiles(seconds: readonly number[]): JobStatistics["run_time_seconds"] {
  const sorted = seconds.toSorted((a, b) => a - b);
  const of = (percent: number) => sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? null;
  return { p50: of(50), p90: of(90), p95: of(95), p99: of(99) };
}
