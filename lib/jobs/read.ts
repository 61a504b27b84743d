/** What callers may read of jobs. Ownership is part of every query. */
import { type Caller, ownerOf } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import type { Attempt, Job } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
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

/** Forced retries know no end; each attempt may hold a stack. */
const MAX_ATTEMPTS = 100;

/** The attempts of a job, oldest first; of more than MAX_ATTEMPTS the latest. A stack names files of the server, which are no teacher's business. @throws AppError job_not_found, job_access_denied */
export async function listAttempts(jobId: string, caller: Caller): Promise<Attempt[]> {
  await getJobRow(jobId, caller);
  const rows = await db().$queryRaw<AttemptRow[]>`
    SELECT attempt, worker_id, queued_at, started_at, ended_at, outcome, error_code, error_message, stack, llm_usage
    FROM job_attempts WHERE job_id = ${jobId} ORDER BY attempt DESC LIMIT ${MAX_ATTEMPTS}`;
  const attempts = rows.reverse().map(toAttempt);
  return ownerOf(caller) === null ? attempts : attempts.map((attempt) => ({ ...attempt, stack: null }));
}
