import type { Caller } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import type { Job, PatchJobInput } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { getJob } from "./read";
import { changeWaiting } from "./store/act-on-jobs";

/**
 * Changes a job while it waits. A `run_at` in the past means now.
 * @throws AppError job_not_found, job_access_denied, validation_failed (400) when the job no longer waits
 */
export async function patchJob(jobId: string, input: PatchJobInput, caller: Caller): Promise<Job> {
  const changed = await changeWaiting(
    db(),
    { ids: [jobId], within: within(caller) },
    {
      priority: input.priority,
      runAtMs: input.run_at === undefined ? undefined : Date.parse(input.run_at),
      maxRetries: input.max_retries,
      timeoutSeconds: input.timeout_seconds,
    },
  );
  const job = await getJob(jobId, caller);
  if (changed) return job;
  throw new AppError("validation_failed", `Only pending jobs can be changed: this one is ${job.status}`, {
    status: 400,
  });
}
