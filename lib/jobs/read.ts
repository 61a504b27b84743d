/** What callers may read of jobs. Ownership is part of every query. */
import type { Caller } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import type { Attempt, Job, JobCounts, JobListInput } from "@/lib/contract/jobs";
import { type DbOrTransaction, db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { Prisma } from "@/lib/generated/prisma/client";
import { decodeCursor, encodeCursor } from "@/lib/http/cursor";
import { type AttemptRow, type JobRow, type QueueOutlook, toAttempt, toJob } from "./job-row";
import { inQueueOrder, now } from "./sqlite";
import { finalStatuses, jobStatuses } from "./state";
import { WORKER_ALIVE_MS } from "./workers";

/** Beyond this place a position is of no use to anybody, and counting would cost what the queue is long. */
const MAX_POSITION = 1000;
/** How many of the last completed jobs tell how long the next ones take. */
const RECENT_JOBS = 50;

/** @throws AppError job_not_found, job_access_denied */
export async function getJobRow(jobId: string, caller: Caller): Promise<JobRow> {
  const rows = await db().$queryRaw<JobRow[]>`
    SELECT j.*, l.title AS lesson_title FROM presentation_jobs j JOIN lessons l ON l.id = j.lesson_id
    WHERE j.id = ${jobId} AND ${within(caller, "j.user_id")}`;
  return rows[0] ?? refuse(jobId);
}

/** Tells apart, for a job that the caller's own query did not find, "not yours" from "not there". */
export async function refuse(jobId: string): Promise<never> {
  const exists = await db().$queryRaw<unknown[]>`SELECT 1 FROM presentation_jobs WHERE id = ${jobId}`;
  if (exists.length > 0) throw new AppError("job_access_denied");
  throw new AppError("job_not_found");
}

/** @throws AppError job_not_found, job_access_denied */
export async function getJob(jobId: string, caller: Caller): Promise<Job> {
  const row = await getJobRow(jobId, caller);
  return toJob(row, await queueOutlook(db(), row));
}

/** Place in the queue (1 = next) and seconds until it is claimed; null for a job that does not wait. */
export async function queueOutlook(db: DbOrTransaction, row: JobRow): Promise<QueueOutlook | null> {
  if (row.status !== "pending") return null;
  const [facts] = await db.$queryRaw<
    { ahead: bigint; slots: bigint | null; average: number | null; due_in: bigint }[]
  >`
    SELECT
      (SELECT COUNT(*) FROM (SELECT 1 FROM presentation_jobs ${inQueueOrder} WHERE status = 'pending'
        AND (priority_rank > ${row.priority_rank} OR (priority_rank = ${row.priority_rank}
          AND (created_at, id) < (${row.created_at.getTime()}, ${row.id}))) LIMIT ${MAX_POSITION})) AS ahead,
      (SELECT SUM(slots) FROM workers WHERE heartbeat_at > ${now} - ${WORKER_ALIVE_MS}) AS slots,
      (SELECT AVG(processing_time_seconds) FROM (SELECT processing_time_seconds FROM presentation_jobs
        INDEXED BY idx_jobs_created WHERE status = 'completed' ORDER BY created_at DESC LIMIT ${RECENT_JOBS})) AS average,
      ${row.run_at.getTime()} - ${now} AS due_in`;
  const ahead = Number(facts?.ahead ?? 0);
  const slots = Number(facts?.slots ?? 0);
  const dueIn = Math.max(0, Number(facts?.due_in ?? 0) / 1000);
  const wave = Math.floor(ahead / Math.max(slots, 1)) * (facts?.average ?? 1);
  return {
    position: ahead + 1,
    startsInSeconds: slots === 0 ? null : Math.round(Math.max(dueIn, wave) * 10) / 10,
  };
}

function conditions(input: JobListInput, caller: Caller): Prisma.Sql[] {
  const statuses = input.include_finished
    ? input.status
    : (input.status ?? jobStatuses).filter(
        (status) => !(finalStatuses as readonly string[]).includes(status),
      );
  const all = [within(caller, "j.user_id")];
  if (statuses)
    all.push(statuses.length > 0 ? Prisma.sql`j.status IN (${Prisma.join(statuses)})` : Prisma.sql`0 = 1`);
  if (input.priority?.length) all.push(Prisma.sql`j.priority IN (${Prisma.join(input.priority)})`);
  const equal = {
    lesson_id: input.lesson_id,
    user_id: input.user_id,
    style: input.style,
    worker_id: input.worker_id,
    error_code: input.error_code,
  };
  for (const [column, value] of Object.entries(equal)) {
    if (value !== undefined) all.push(Prisma.sql`j.${Prisma.raw(column)} = ${value}`);
  }
  if (input.created_after) all.push(Prisma.sql`j.created_at > ${Date.parse(input.created_after)}`);
  if (input.created_before) all.push(Prisma.sql`j.created_at < ${Date.parse(input.created_before)}`);
  return all;
}

/** One page of jobs, newest first, with the number of all that match and the cursor of the next page. */
export async function listJobs(
  input: JobListInput,
  caller: Caller,
): Promise<{ jobs: Job[]; nextCursor: string | null; total: number }> {
  const matching = Prisma.join(conditions(input, caller), " AND ");
  const after = input.cursor ? decodeCursor(input.cursor) : null;
  const [rows, counted] = await Promise.all([
    db().$queryRaw<JobRow[]>`
      SELECT j.*, l.title AS lesson_title FROM presentation_jobs j JOIN lessons l ON l.id = j.lesson_id
      WHERE ${matching} ${after ? Prisma.sql`AND (j.created_at, j.id) < (${after.time}, ${after.id})` : Prisma.empty}
      ORDER BY j.created_at DESC, j.id DESC LIMIT ${input.limit + 1}`,
    db().$queryRaw<{ total: bigint }[]>`SELECT COUNT(*) AS total FROM presentation_jobs j WHERE ${matching}`,
  ]);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    jobs: page.map((row) => toJob(row)),
    nextCursor:
      rows.length > input.limit && last
        ? encodeCursor({ time: last.created_at.getTime(), id: last.id })
        : null,
    total: Number(counted[0]?.total ?? 0),
  };
}

/** Number of jobs in each state. */
export async function countJobs(caller: Caller): Promise<JobCounts> {
  const rows = await db().$queryRaw<{ status: keyof JobCounts; count: bigint }[]>`
    SELECT status, COUNT(*) AS count FROM presentation_jobs WHERE ${within(caller)} GROUP BY status`;
  const counts: JobCounts = { pending: 0, running: 0, completed: 0, failed: 0, cancelled: 0, timeout: 0 };
  for (const row of rows) counts[row.status] = Number(row.count);
  return counts;
}

/** The attempts of a job, oldest first. @throws AppError job_not_found, job_access_denied */
export async function listAttempts(jobId: string, caller: Caller): Promise<Attempt[]> {
  await getJobRow(jobId, caller);
  const rows = await db().$queryRaw<
    AttemptRow[]
  >`SELECT * FROM job_attempts WHERE job_id = ${jobId} ORDER BY attempt`;
  return rows.map(toAttempt);
}
