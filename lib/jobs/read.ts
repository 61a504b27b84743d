/** What callers may read of jobs. Ownership is part of every query. */
import { type Caller, ownerOf } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import type { Attempt, Job, JobCounts } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { remembered } from "@/lib/remember";
import { type AttemptRow, type JobRow, toAttempt, toJob } from "./job-row";
import { queueOutlook } from "./queue-outlook";

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

/** Number of jobs in each state. */
export async function countJobs(caller: Caller): Promise<JobCounts> {
  const rows = await db().$queryRaw<{ status: keyof JobCounts; count: bigint }[]>`
    SELECT status, COUNT(*) AS count FROM presentation_jobs WHERE ${within(caller)} GROUP BY status`;
  const counts: JobCounts = { pending: 0, running: 0, completed: 0, failed: 0, cancelled: 0, timeout: 0 };
  for (const row of rows) counts[row.status] = Number(row.count);
  return counts;
}

/** Fewer are counted in a few milliseconds. */
export const MANY_JOBS = 20_000;

/** As `countJobs`; of many jobs it may be the numbers of a moment ago. The stream of the queue tells what has changed since. */
export function countJobsLately(caller: Caller): Promise<JobCounts> {
  const isCostly = (counts: JobCounts) =>
    Object.values(counts).reduce((sum, count) => sum + count, 0) > MANY_JOBS;
  return remembered(`counts ${ownerOf(caller)}`, () => countJobs(caller), isCostly);
}

/** Forced retries know no end; each attempt may hold a stack. */
const MAX_ATTEMPTS = 100;

/** The attempts of a job, oldest first; of more than MAX_ATTEMPTS the latest. A stack names files of the server, which are no teacher's business. @throws AppError job_not_found, job_access_denied */
export async function listAttempts(jobId: string, caller: Caller): Promise<Attempt[]> {
  await getJobRow(jobId, caller);
  const rows = await db().$queryRaw<AttemptRow[]>`
    SELECT attempt, worker_id, queued_at, started_at, ended_at, outcome, error_code, error_message, stack
    FROM job_attempts WHERE job_id = ${jobId} ORDER BY attempt DESC LIMIT ${MAX_ATTEMPTS}`;
  const attempts = rows.reverse().map(toAttempt);
  return ownerOf(caller) === null ? attempts : attempts.map((attempt) => ({ ...attempt, stack: null }));
}
