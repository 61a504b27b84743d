import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import type { JobIn } from "./map-job";

const columns = {
  id: "text",
  lesson_id: "text",
  user_id: "text",
  status: "text",
  priority: "text",
  priority_rank: "int",
  progress: "int",
  message: "text",
  created_ms: "float",
  started_ms: "float",
  completed_ms: "float",
  run_ms: "float",
  timeout_seconds: "int",
  presentation_id: "text",
  slide_count: "int",
  result_data: "text",
  retry_count: "int",
  max_retries: "int",
  error_code: "text",
  error_message: "text",
  error_details: "text",
  style: "text",
  use_llm_polish: "bool",
  worker_id: "text",
  queue_position: "int",
  processing_time_seconds: "float",
  attempt: "int",
} as const;

/**
 * Call it in a transaction. Left out are jobs whose lesson is missing and, with `force`, those that run here at the moment.
 * @returns the ids that were written
 */
export async function writeJobs(
  tx: DbOrTransaction,
  jobs: readonly JobIn[],
  force: boolean,
): Promise<Set<string>> {
  if (jobs.length === 0) return new Set();
  if (force) {
    // With their attempts: the job begins anew, and attempts count from one.
    await tx.$executeRaw`
      DELETE FROM presentation_jobs
      WHERE id IN ${sql.oneOf(jobs.map(({ id }) => id))} AND ${sql.statusUnindexed} <> 'running'`;
  }
  const time = (name: string) => sql.at(Prisma.raw(`v.${name}`));
  const written = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO presentation_jobs (id, lesson_id, user_id, status, priority, priority_rank, progress, message, created_at,
      started_at, completed_at, run_at, timeout_seconds, presentation_id, slide_count, result_data, retry_count, max_retries,
      error_code, error_message, error_details, style, use_llm_polish, worker_id, queue_position, processing_time_seconds,
      attempt)
    SELECT v.id, v.lesson_id, v.user_id, v.status, v.priority, v.priority_rank, v.progress, v.message, ${time("created_ms")},
      ${time("started_ms")}, ${time("completed_ms")}, ${time("run_ms")}, v.timeout_seconds, v.presentation_id, v.slide_count,
      v.result_data, v.retry_count, v.max_retries, v.error_code, v.error_message, v.error_details, v.style,
      v.use_llm_polish, v.worker_id, v.queue_position, v.processing_time_seconds, v.attempt
    FROM ${sql.rowsOf(jobs, columns)} JOIN lessons l ON l.id = v.lesson_id WHERE 1 = 1
    ON CONFLICT (id) DO NOTHING RETURNING id`;
  const ids = new Set(written.map(({ id }) => id));
  await writeInterruptedAttempts(
    tx,
    jobs.filter(({ id, attempt }) => attempt > 0 && ids.has(id)),
  );
  return ids;
}

/** The attempts that the earlier system was at when it was stopped. */
async function writeInterruptedAttempts(tx: DbOrTransaction, jobs: readonly JobIn[]): Promise<void> {
  if (jobs.length === 0) return;
  const rows = jobs.map(({ id, attempt, interrupted_worker, interrupted_ms, created_ms }) => ({
    job_id: id,
    attempt,
    worker_id: interrupted_worker,
    queued_ms: created_ms,
    started_ms: interrupted_ms,
  }));
  const attemptColumns = {
    job_id: "text",
    attempt: "int",
    worker_id: "text",
    queued_ms: "float",
    started_ms: "float",
  } as const;
  await tx.$executeRaw`
    INSERT INTO job_attempts (job_id, attempt, worker_id, lease_token, queued_at, started_at, ended_at, outcome, error_code,
      error_message)
    SELECT v.job_id, v.attempt, v.worker_id, ${sql.newLeaseToken}, ${sql.at(Prisma.sql`v.queued_ms`)},
      ${sql.at(Prisma.sql`v.started_ms`)}, ${sql.now}, 'orphaned', 'ORPHANED',
      'It was running when the database of the earlier system was brought in'
    FROM ${sql.rowsOf(rows, attemptColumns)} WHERE 1 = 1`;
}
