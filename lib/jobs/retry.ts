import type { Caller } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import type { Job } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { getJob } from "./read";
import { canRetry } from "./state";
import { retryJobs } from "./store/act-on-jobs";

/**
 * Puts a failed, timed-out or cancelled job back into the queue.
 * @param force also when no retries are left; raises the job's limit by one
 * @throws AppError job_not_found, job_access_denied, job_not_retryable
 */
export async function retryJob(jobId: string, force: boolean, caller: Caller): Promise<Job> {
  const [retried] = await retryJobs(db(), { ids: [jobId], within: within(caller) }, force);
  const job = await getJob(jobId, caller);
  if (retried) return job;
  throw new AppError(
    "job_not_retryable",
    canRetry(job.status)
      ? "Job has no retries left; force the retry to allow one more"
      : `Job cannot be retried: it is ${job.status}`,
  );
}
