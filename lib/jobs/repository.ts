/**
 * The statements that change jobs: the only module that writes presentation_jobs and job_attempts. Each function is one
 * guarded statement, or one short transaction of them, so that whoever loses a race changes nothing. Times are the
 * database's own. `rev` grows with every change that a reader may see.
 */
import type { StageReport } from "@/lib/contract/jobs";
import type { Db, DbOrTransaction } from "@/lib/db/client";
import { Prisma } from "@/lib/generated/prisma/client";
import type { JobError } from "./failure";
import type { JobRow } from "./job-row";
import { inQueueOrder, newLeaseToken, now } from "./sqlite";
import { type JobPriority, priorityRank } from "./state";

/** Names the job and proves the right to write it: every write of a worker carries it. */
export type Lease = { jobId: string; token: string };

export type NewJob = {
  id: string;
  lessonId: string;
  userId: string | null;
  priority: JobPriority;
  style: string;
  useLlmPolish: boolean;
  timeoutSeconds: number;
  maxRetries: number;
  /** Unix ms; null = now. */
  runAtMs: number | null;
  message: string;
};

export type FinishedDeck = {
  presentationId: string;
  lessonRevision: number;
  style: string;
  title: string;
  language: string;
  totalSlides: number;
  totalDurationMinutes: number | null;
  /** JSON text of the DeckContent. */
  content: string;
  message: string;
  resultData: Record<string, unknown>;
  files: { format: string; path: string; sizeBytes: number }[];
};

const held = (lease: Lease) =>
  Prisma.sql`id = ${lease.jobId} AND status = 'running' AND lease_token = ${lease.token}`;

const ranSeconds = Prisma.sql`(${now} - started_at) / 1000.0`;

export async function insertJob(db: DbOrTransaction, job: NewJob): Promise<JobRow> {
  const rows = await db.$queryRaw<JobRow[]>`
    INSERT INTO presentation_jobs (id, lesson_id, user_id, priority, priority_rank, style, use_llm_polish, timeout_seconds,
      max_retries, message, created_at, run_at)
    VALUES (${job.id}, ${job.lessonId}, ${job.userId}, ${job.priority}, ${priorityRank[job.priority]}, ${job.style},
      ${job.useLlmPolish}, ${job.timeoutSeconds}, ${job.maxRetries}, ${job.message}, ${now},
      ${job.runAtMs === null ? now : Prisma.sql`MAX(${now}, ${job.runAtMs})`})
    RETURNING *`;
  return only(rows);
}

/** Claims up to `limit` due jobs for `workerId` in queue order and opens an attempt for each. */
export async function claimJobs(db: Db, workerId: string, limit: number, leaseMs: number): Promise<JobRow[]> {
  const rows = await db.$transaction(async (tx) => {
    const claimed = await tx.$queryRaw<JobRow[]>`
      UPDATE presentation_jobs SET status = 'running', worker_id = ${workerId}, lease_token = ${newLeaseToken},
        lease_expires_at = ${now} + ${leaseMs}, started_at = ${now}, progress = 0, stages = NULL, queue_position = NULL,
        message = 'Started', rev = rev + 1
      WHERE id IN (
        SELECT id FROM presentation_jobs ${inQueueOrder}
        WHERE status = 'pending' AND run_at <= ${now}
        ORDER BY priority_rank DESC, created_at, id LIMIT ${limit})
      RETURNING *`;
    if (claimed.length === 0) return claimed;
    const leases = Prisma.join(claimed.map((row) => Prisma.sql`${row.lease_token}`));
    await tx.$executeRaw`
      INSERT INTO job_attempts (job_id, attempt, worker_id, lease_token, queued_at, started_at)
      SELECT id, 1 + COALESCE((SELECT MAX(attempt) FROM job_attempts a WHERE a.job_id = j.id), 0), worker_id, lease_token,
        run_at, started_at
      FROM presentation_jobs j WHERE id IN (${Prisma.join(claimed.map((row) => row.id))}) AND lease_token IN (${leases})`;
    return claimed;
  });
  return rows.sort(
    (a, b) =>
      b.priority_rank - a.priority_rank ||
      a.created_at.getTime() - b.created_at.getTime() ||
      (a.id < b.id ? -1 : 1),
  );
}

/** Milliseconds until the next pending job is due (0 = now), or null when none waits. */
export async function msUntilNextDue(db: DbOrTransaction): Promise<number | null> {
  const rows = await db.$queryRaw<{ ms: bigint | number | null }[]>`
    SELECT MIN(run_at) - ${now} AS ms FROM presentation_jobs WHERE status = 'pending'`;
  const ms = rows[0]?.ms;
  return ms === null || ms === undefined ? null : Math.max(0, Number(ms));
}

/** Extends the leases that still hold, in one statement. Returns their tokens; the others are lost. */
export async function renewLeases(
  db: DbOrTransaction,
  leases: readonly Lease[],
  leaseMs: number,
): Promise<Set<string>> {
  if (leases.length === 0) return new Set();
  const rows = await db.$queryRaw<{ lease_token: string }[]>`
    UPDATE presentation_jobs SET lease_expires_at = ${now} + ${leaseMs}
    WHERE id IN (${Prisma.join(leases.map((lease) => lease.jobId))}) AND status = 'running'
      AND lease_token IN (${Prisma.join(leases.map((lease) => lease.token))})
    RETURNING lease_token`;
  return new Set(rows.map((row) => row.lease_token));
}

/** Tokens of the leases that still hold; only reads. */
export async function findHeldLeases(db: DbOrTransaction, leases: readonly Lease[]): Promise<Set<string>> {
  if (leases.length === 0) return new Set();
  const rows = await db.$queryRaw<{ lease_token: string }[]>`
    SELECT lease_token FROM presentation_jobs
    WHERE id IN (${Prisma.join(leases.map((lease) => lease.jobId))}) AND status = 'running'
      AND lease_token IN (${Prisma.join(leases.map((lease) => lease.token))})`;
  return new Set(rows.map((row) => row.lease_token));
}

/** False: the lease was lost, so stop. */
export async function writeProgress(
  db: DbOrTransaction,
  lease: Lease,
  report: { progress: number; message: string; stages: StageReport[] },
): Promise<boolean> {
  const count = await db.$executeRaw`
    UPDATE presentation_jobs SET progress = ${report.progress}, message = ${report.message},
      stages = ${JSON.stringify(report.stages)}, rev = rev + 1
    WHERE ${held(lease)}`;
  return count === 1;
}

/** Ends the attempt of a lease with `outcome`; the stages it reached stay with it. */
async function endAttempt(
  tx: DbOrTransaction,
  token: string,
  outcome: string,
  error: JobError | null,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE job_attempts SET outcome = ${outcome}, ended_at = ${now}, error_code = ${error?.code ?? null},
      error_message = ${error?.message ?? null}, stack = ${error?.stack ?? null},
      stages = (SELECT stages FROM presentation_jobs j WHERE j.id = job_attempts.job_id)
    WHERE lease_token = ${token} AND outcome = 'running'`;
}

/**
 * Completes the job and adopts its deck, or does nothing when the lease was lost (false). Older decks of the lesson become
 * stale; so does this one at once when the lesson changed while it was made.
 */
export async function completeJob(
  db: Db,
  lease: Lease,
  deck: FinishedDeck,
  stages: StageReport[],
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ lesson_id: string }[]>`
      UPDATE presentation_jobs SET status = 'completed', progress = 100, completed_at = ${now}, lease_token = NULL,
        lease_expires_at = NULL, presentation_id = ${deck.presentationId}, slide_count = ${deck.totalSlides},
        result_data = ${JSON.stringify(deck.resultData)}, message = ${deck.message}, stages = ${JSON.stringify(stages)},
        error_code = NULL, error_message = NULL, error_details = NULL, processing_time_seconds = ${ranSeconds}, rev = rev + 1
      WHERE ${held(lease)} RETURNING lesson_id`;
    const lessonId = rows[0]?.lesson_id;
    if (lessonId === undefined) return false;
    await tx.$executeRaw`
      UPDATE presentations SET status = 'stale', updated_at = ${now} WHERE lesson_id = ${lessonId} AND status = 'complete'`;
    await tx.$executeRaw`
      INSERT INTO presentations (id, lesson_id, lesson_revision, status, style, title, total_slides, total_duration_minutes,
        language, content, created_at, updated_at)
      SELECT ${deck.presentationId}, id, ${deck.lessonRevision},
        CASE WHEN revision = ${deck.lessonRevision} THEN 'complete' ELSE 'stale' END, ${deck.style}, ${deck.title},
        ${deck.totalSlides}, ${deck.totalDurationMinutes}, ${deck.language}, ${deck.content}, ${now}, ${now}
      FROM lessons WHERE id = ${lessonId}`;
    for (const file of deck.files) {
      await tx.$executeRaw`
        INSERT INTO export_files (presentation_id, format, path, size_bytes, generated_at)
        VALUES (${deck.presentationId}, ${file.format}, ${file.path}, ${file.sizeBytes}, ${now})`;
    }
    await endAttempt(tx, lease.token, "completed", null);
    return true;
  });
}

/** Back to the queue after a failure that may pass. False: the lease was lost. */
export async function requeueJob(
  db: Db,
  lease: Lease,
  error: JobError,
  delayMs: number,
  stages: StageReport[],
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const count = await tx.$executeRaw`
      UPDATE presentation_jobs SET status = 'pending', retry_count = retry_count + 1, run_at = ${now} + ${delayMs}, progress = 0,
        lease_token = NULL, lease_expires_at = NULL, worker_id = NULL, started_at = NULL, stages = ${JSON.stringify(stages)},
        message = ${`Waiting to retry after: ${error.message}`}, rev = rev + 1
      WHERE ${held(lease)}`;
    if (count === 0) return false;
    await endAttempt(tx, lease.token, error.timedOut ? "timeout" : "failed", error);
    return true;
  });
}

/** Ends the job as failed or timed out. False: the lease was lost. */
export async function endJob(
  db: Db,
  lease: Lease,
  status: "failed" | "timeout",
  error: JobError,
  stages: StageReport[],
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const count = await tx.$executeRaw`
      UPDATE presentation_jobs SET status = ${status}, completed_at = ${now}, lease_token = NULL, lease_expires_at = NULL,
        error_code = ${error.code}, error_message = ${error.message},
        error_details = ${error.details ? JSON.stringify(error.details) : null}, message = ${error.message},
        stages = ${JSON.stringify(stages)},
        processing_time_seconds = ${ranSeconds}, rev = rev + 1
      WHERE ${held(lease)}`;
    if (count === 0) return false;
    await endAttempt(tx, lease.token, status, error);
    return true;
  });
}

/** Gives a job back unharmed (a worker that stops): no retry is spent. False: the lease was lost. */
export async function releaseJob(db: Db, lease: Lease): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const count = await tx.$executeRaw`
      UPDATE presentation_jobs SET status = 'pending', lease_token = NULL, lease_expires_at = NULL, worker_id = NULL,
        started_at = NULL, progress = 0, message = 'Waiting: its worker was stopped', rev = rev + 1
      WHERE ${held(lease)}`;
    if (count === 0) return false;
    await endAttempt(tx, lease.token, "released", null);
    return true;
  });
}

/** Takes running jobs with an expired lease away from their worker: back to the queue, or failed as ORPHANED. */
export async function reapExpired(db: Db, limit: number): Promise<{ requeued: string[]; failed: string[] }> {
  return db.$transaction(async (tx) => {
    const expired = await tx.$queryRaw<{ id: string; lease_token: string }[]>`
      SELECT id, lease_token FROM presentation_jobs WHERE status = 'running' AND lease_expires_at < ${now} LIMIT ${limit}`;
    if (expired.length === 0) return { requeued: [], failed: [] };
    const ids = Prisma.join(expired.map((row) => row.id));
    for (const row of expired) {
      await endAttempt(tx, row.lease_token, "orphaned", {
        code: "ORPHANED",
        message: "The worker stopped renewing its lease",
        retryable: true,
        timedOut: false,
        stack: null,
        details: null,
      });
    }
    const failed = await tx.$queryRaw<{ id: string }[]>`
      UPDATE presentation_jobs SET status = 'failed', completed_at = ${now}, lease_token = NULL, lease_expires_at = NULL,
        error_code = 'ORPHANED', error_message = 'The worker disappeared and no retries are left',
        message = 'The worker disappeared and no retries are left', processing_time_seconds = ${ranSeconds}, rev = rev + 1
      WHERE id IN (${ids}) AND status = 'running' AND retry_count >= max_retries RETURNING id`;
    const requeued = await tx.$queryRaw<{ id: string }[]>`
      UPDATE presentation_jobs SET status = 'pending', retry_count = retry_count + 1, run_at = ${now}, progress = 0,
        lease_token = NULL, lease_expires_at = NULL, worker_id = NULL, started_at = NULL,
        message = 'Waiting: its worker disappeared', rev = rev + 1
      WHERE id IN (${ids}) AND status = 'running' RETURNING id`;
    return { requeued: requeued.map((row) => row.id), failed: failed.map((row) => row.id) };
  });
}

/** Deletes up to `limit` jobs that ended before `ageMs` ago, with their attempts, and decks that went stale before then. */
export async function pruneFinished(
  db: Db,
  ageMs: number,
  limit: number,
): Promise<{ jobs: number; presentations: number }> {
  return db.$transaction(async (tx) => {
    const jobs = await tx.$executeRaw`
      DELETE FROM presentation_jobs WHERE id IN (
        SELECT id FROM presentation_jobs WHERE completed_at < ${now} - ${ageMs} ORDER BY completed_at LIMIT ${limit})`;
    const presentations = await tx.$executeRaw`
      DELETE FROM presentations WHERE id IN (
        SELECT id FROM presentations WHERE status = 'stale' AND updated_at < ${now} - ${ageMs} ORDER BY updated_at LIMIT ${limit})`;
    return { jobs, presentations };
  });
}

/** Cancels a job that has not ended, whoever holds it. `where` limits it to what the caller may touch. */
export async function cancelJob(
  db: Db,
  jobId: string,
  where: Prisma.Sql,
  reason: string,
): Promise<JobRow | null> {
  return db.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<JobRow[]>`
      UPDATE presentation_jobs SET status = 'cancelled', completed_at = ${now}, lease_token = NULL, lease_expires_at = NULL,
        error_code = 'CANCELLED', error_message = ${reason}, message = ${reason},
        processing_time_seconds = CASE WHEN started_at IS NULL THEN NULL ELSE ${ranSeconds} END, rev = rev + 1
      WHERE id = ${jobId} AND status IN ('pending', 'running') AND ${where} RETURNING *`;
    const row = rows[0];
    if (!row) return null;
    await tx.$executeRaw`
      UPDATE job_attempts SET outcome = 'cancelled', ended_at = ${now}, error_code = 'CANCELLED', error_message = ${reason}
      WHERE job_id = ${jobId} AND outcome = 'running'`;
    return row;
  });
}

/** Puts an ended job back into the queue. Forced: also when no retries are left, which then raises the limit by one. */
export async function retryJob(
  db: DbOrTransaction,
  jobId: string,
  where: Prisma.Sql,
  force: boolean,
): Promise<JobRow | null> {
  const rows = await db.$queryRaw<JobRow[]>`
    UPDATE presentation_jobs SET status = 'pending', run_at = ${now}, progress = 0, completed_at = NULL, started_at = NULL,
      worker_id = NULL, error_code = NULL, error_message = NULL, error_details = NULL, processing_time_seconds = NULL,
      stages = NULL, max_retries = MAX(max_retries, retry_count + 1), retry_count = retry_count + 1,
      message = 'Waiting in the queue again', rev = rev + 1
    WHERE id = ${jobId} AND status IN ('failed', 'timeout', 'cancelled') AND ${where}
      AND (retry_count < max_retries OR ${force}) RETURNING *`;
  return rows[0] ?? null;
}

function only<T>(rows: T[]): T {
  const row = rows[0];
  if (row === undefined) throw new Error("The statement returned no row");
  return row;
}
