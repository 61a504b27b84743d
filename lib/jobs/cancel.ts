import type { Caller } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import type { Job } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { toJob } from "./job-row";
import { getJobRow } from "./read";
import { cancelJob as cancelRow } from "./repository";

/**
 * Cancels a job that has not ended: at once, also while it runs; whatever its worker still writes is refused.
 * @throws AppError job_not_found, job_access_denied, job_not_cancellable
 */
export async function cancelJob(jobId: string, reason: string | null, caller: Caller): Promise<Job> {
  const row = await cancelRow(db(), jobId, within(caller), reason ?? "Cancelled");
  if (row) return toJob(row);
  const { status } = await getJobRow(jobId, caller);
  throw new AppError("job_not_cancellable", `Job cannot be cancelled: it is ${status}`);
}
