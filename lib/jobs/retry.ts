import type { Caller } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import type { Job } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { toJob } from "./job-row";
import { getJobRow } from "./read";
import { retryJob as retryRow } from "./repository";
import { canRetry } from "./state";

/**
 * Puts a failed, timed-out or cancelled job back into the queue.
 * @param force also when no retries are left; raises the job's limit by one
 * @throws AppError job_not_found, job_access_denied, job_not_retryable
 */
export async function retryJob(jobId: string, force: boolean, caller: Caller): Promise<Job> {
  const row = await retryRow(db(), jobId, within(caller), force);
  if (row) return toJob(row);
  const { status } = await getJobRow(jobId, caller);
  throw new AppError(
    "job_not_retryable",
    canRetry(status)
      ? "Job has no retries left; force the retry to allow one more"
      : `Job cannot be retried: it is ${status}`,
  );
}
