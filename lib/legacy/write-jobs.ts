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

/** What an import writes of a job that is here. When it came stays as it was: the numbers of that minute hold it. */
const overwritten = [
  ...[
    "lesson_id",
    "user_id",
    "status",
    "priority",
    "priority_rank",
    "progress",
    "message",
    "started_at",
    "completed_at",
  ],
  ...[
    "run_at",
    "timeout_seconds",
    "presentation_id",
    "slide_count",
    "result_data",
    "retry_count",
    "max_retries",
  ],
  ...[
    "error_code",
    "error_message",
    "error_details",
    "style",
    "use_llm_polish",
    "worker_id",
    "queue_position",
  ],
  ...["processing_time_seconds", "attempt"],
].map((name) => Prisma.raw(`${name} = excluded.${name}`));

/**
 * Call it in a transaction. Left out are jobs whose lesson is missing and, with `force`, those that run here at the moment. Jobs that
 * are here already are written over and not deleted: the history would keep what is deleted, and count it a second time.
 * @returns the ids that were written
 */
export async function writeJobs(
  tx: DbOrTransaction,
  jobs: readonly JobIn[],
  force: boolean,
): Promise<Set<string>> {
  if (jobs.length === 0) return new Set();
  const time = (name: string) => sql.at(Prisma.raw(`v.${name}`));
  const gone = force ? await findGone(tx, jobs) : [];
  if (force) await reopenRetimed(tx, jobs);
  const onConflict = force
    ? Prisma.sql`DO UPDATE SET ${Prisma.join(overwritten)}, lease_expires_at = NULL, stages = NULL, trace_parent = NULL,
        rev = presentation_jobs.rev + 1 WHERE presentation_jobs.status <> 'running'`
    : Prisma.sql`DO NOTHING`;
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
    ON CONFLICT (id) ${onConflict} RETURNING id`;
  const ids = new Set(written.map(({ id }) => id));
  if (force) {
    await noteReturned(
      tx,
      gone.filter((id) => ids.has(id)),
    );
    // The job begins anew, and attempts count from one.
    await tx.$executeRaw`DELETE FROM job_attempts WHERE job_id IN ${sql.oneOf([...ids])}`;
  }
  await writeInterruptedAttempts(
    tx,
    jobs.filter(({ id, attempt }) => attempt > 0 && ids.has(id)),
  );
  return ids;
}

/** Those that came in before and were deleted here since. */
async function findGone(tx: DbOrTransaction, jobs: readonly JobIn[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT r.row_id AS id FROM legacy_rows r
    WHERE r.table_name = 'presentation_jobs' AND r.row_id IN ${sql.oneOf(jobs.map(({ id }) => id))}
      AND NOT EXISTS (SELECT 1 FROM presentation_jobs j WHERE j.id = r.row_id)`;
  return rows.map(({ id }) => id);
}

/** The history holds them as deleted jobs; from now on they count as stored ones, and still once. */
async function noteReturned(tx: DbOrTransaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO job_changes (kind, created_at, completed_at, status, style, priority, error_code, wait_ms, run_ms)
    SELECT 'returned', j.created_at, j.completed_at, j.status, j.style, j.priority, j.error_code,
      ${sql.msBetween(Prisma.sql`j.run_at`, Prisma.sql`j.started_at`)},
      CAST(ROUND(CASE WHEN j.processing_time_seconds > 1e12 THEN 1e12 ELSE j.processing_time_seconds END * 1000) AS BIGINT)
    FROM presentation_jobs j WHERE j.id IN ${sql.oneOf(ids)}`;
}

const timeColumns = { id: "text", started_ms: "float", run_ms: "float" } as const;

/** A wait that changes alone is nothing that a job's end tells of (the triggers in prisma/migrations): so the end is taken back first. */
async function reopenRetimed(tx: DbOrTransaction, jobs: readonly JobIn[]): Promise<void> {
  const rows = jobs.map(({ id, started_ms, run_ms }) => ({ id, started_ms, run_ms }));
  await tx.$executeRaw`
    UPDATE presentation_jobs SET status = 'pending', completed_at = NULL FROM ${sql.rowsOf(rows, timeColumns)}
    WHERE presentation_jobs.id = v.id AND completed_at IS NOT NULL
      AND (started_at IS DISTINCT FROM ${sql.at(Prisma.sql`v.started_ms`)} OR run_at IS DISTINCT FROM ${sql.at(Prisma.sql`v.run_ms`)})`;
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
