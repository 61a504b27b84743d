import type { Caller } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import type { Job } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { getJob } from "./read";
import { cancelJobs } from "./store/act-on-jobs";

/**
 * Cancels a job that has not ended: at once, also while it runs; whatever its worker still writes is refused.
 * @throws AppError job_not_found, job_access_denied, job_not_cancellable
 */
export async function cancelJob(jobId: string, reason: string | null, caller: Caller): Promise<Job> {
  const target = { ids: [jobId], within: within(caller) };
  const [cancelled] = await db().$transaction((tx) => cancelJobs(tx, target, reason ?? "Cancelled"));
  const job = await getJob(jobId, caller);
  if (!cancelled) throw new AppError("job_not_cancellable", `Job cannot be cancelled: it is ${job.status}`);
  return job;
}
