import type { Caller } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import { db } from "@/lib/db/client";
import { removeDroppedNow } from "@/lib/decks/files/remove-dropped";
import { AppError } from "@/lib/errors";
import { getJobRow } from "./read";
import { deleteJobs } from "./store/act-on-jobs";

/**
 * Deletes a job that has ended, for good: its history goes with it, and its deck and files when a newer deck of the lesson has
 * taken their place. The newest deck of a lesson stays; DELETE /{presentation_id} is for that.
 * @throws AppError job_not_found, job_access_denied, job_not_finished
 */
export async function deleteJob(jobId: string, caller: Caller): Promise<void> {
  const jobs = await db().$transaction((tx) => deleteJobs(tx, { ids: [jobId], within: within(caller) }));
  if (jobs.length === 0) {
    const { status } = await getJobRow(jobId, caller);
    throw new AppError("job_not_finished", `Job cannot be deleted: it is ${status}`);
  }
  await removeDroppedNow(db());
}
