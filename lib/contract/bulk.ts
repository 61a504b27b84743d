/** Many jobs in one request. Browser-safe. */
import { z } from "zod";
import { id, jobFilterInput } from "./jobs";
import { fieldError, problem } from "./problem";

/** Issue 4: bulk requests carry at most this many jobs. A filter may match more. */
export const MAX_BULK = 1_000;

/** Body of POST /generate/bulk. Each entry is checked by itself (as the body of /generate), so that a bad one stops no other. */
export const generateBulkInput = z.strictObject({ jobs: z.array(z.unknown()).min(1).max(MAX_BULK) });

/** What became of one entry, in the order of the request: a job, or why not. */
export const generateBulkItem = z.object({
  index: z.int().min(0),
  job_id: z.string().nullable(),
  error: problem.shape.error.nullable(),
  errors: z.array(fieldError).optional(),
});
export type GenerateBulkItem = z.infer<typeof generateBulkItem>;

export const generateBulkAnswer = z.object({
  message: z.string(),
  results: z.array(generateBulkItem),
  total_requested: z.int(),
  total_created: z.int(),
});
export type GenerateBulkAnswer = z.infer<typeof generateBulkAnswer>;

/** Which jobs: named, or all that match. */
export const jobTarget = {
  job_ids: z.array(id).min(1).max(MAX_BULK).optional(),
  filter: jobFilterInput.optional(),
};
export const isOneTarget = (body: { job_ids?: unknown; filter?: unknown }) =>
  (body.job_ids === undefined) !== (body.filter === undefined);
export const oneTarget = "must give either job_ids or filter";

/** Body of POST /jobs/bulk-cancel and bulk-delete. */
export const bulkInput = z.strictObject(jobTarget).refine(isOneTarget, oneTarget);
/** Body of POST /jobs/bulk-retry. */
export const bulkRetryInput = z
  .strictObject({ ...jobTarget, force_retry: z.boolean().default(false) })
  .refine(isOneTarget, oneTarget);
export type BulkTarget = z.infer<typeof bulkInput>;

/** With a filter, at most MAX_BULK ids are listed; the totals count all. */
const outcome = {
  message: z.string(),
  failed_jobs: z.array(
    z.object({
      job_id: z.string(),
      error: z.enum([
        "Job not found",
        "Access denied",
        "Job cannot be cancelled",
        "Job cannot be retried",
        "Job cannot be deleted",
      ]),
    }),
  ),
  total_requested: z.int(),
};
export const bulkCancelled = z.object({
  ...outcome,
  cancelled_jobs: z.array(z.string()),
  total_cancelled: z.int(),
});
export const bulkRetried = z.object({
  ...outcome,
  retried_jobs: z.array(z.string()),
  total_retried: z.int(),
});
export const bulkDeleted = z.object({
  ...outcome,
  deleted_jobs: z.array(z.string()),
  total_deleted: z.int(),
});
