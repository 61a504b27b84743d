/** Acts on many jobs that go on in the background, as they cross HTTP. Browser-safe. */
import { z } from "zod";
import { jobStatuses } from "@/lib/jobs/state";
import { isOneTarget, jobTarget, oneTarget } from "./bulk";
import { jobFilterInput } from "./jobs";
import { actionKinds } from "./lists";
import { existingId } from "./path-ids";
import { oneOf, queryInt } from "./query";

const isoTime = z.iso.datetime({ offset: true });

/**
 * scheduled: held, or about to begin; running; then completed, aborted by somebody, or failed because the database kept refusing;
 * undoing and undone when somebody took it back.
 */
export const actionStates = [
  "scheduled",
  "running",
  "completed",
  "aborted",
  "failed",
  "undoing",
  "undone",
] as const;
export type ActionState = (typeof actionStates)[number];

/** Why a job was not changed, or not put back by an undo. */
export const actionReasons = [
  "not_allowed_in_state",
  "no_retries_left",
  "job_not_found",
  "job_access_denied",
  "changed_since",
] as const;
export type ActionReason = (typeof actionReasons)[number];

/** skipped: nothing was to be done; failed: it could not be done; kept: an undo left it, because it had changed since. */
export const itemOutcomes = ["skipped", "failed", "kept"] as const;

export const actionPath = z.strictObject({ action_id: existingId });

/** Body of POST /jobs/actions. */
export const startActionInput = z
  .strictObject({
    action: oneOf(actionKinds),
    ...jobTarget,
    /** Of a retry: also jobs that have no retries left. */
    force_retry: z.boolean().default(false),
    /** For the audit log; of a cancellation also the jobs' message. */
    reason: z.string().trim().min(1).max(500).optional(),
  })
  .refine(isOneTarget, oneTarget);
export type StartActionInput = z.infer<typeof startActionInput>;

export const actionListQuery = z.strictObject({
  limit: queryInt(1, 100).default(20),
  cursor: z.string().max(500).optional(),
});

export const actionQuery = z.strictObject({
  /** Jobs that were not changed, on a page. */
  limit: queryInt(1, 100).default(50),
  cursor: z.string().max(500).optional(),
});

export const bulkAction = z.object({
  action_id: z.string(),
  action: oneOf(actionKinds),
  state: oneOf(actionStates),
  /** Null when the jobs were named. `created_before` is at most the time of the start: later jobs are left alone. */
  filter: jobFilterInput.nullable(),
  force_retry: z.boolean(),
  reason: z.string().nullable(),
  started_by: z.string(),
  /** How many jobs matched at the start. */
  total: z.int(),
  /** False: an estimate. */
  total_is_exact: z.boolean(),
  /** Jobs dealt with so far: changed, skipped and failed together. */
  done: z.int(),
  changed: z.int(),
  skipped: z.int(),
  failed: z.int(),
  /** Jobs that an undo has put back, and those it left because they had changed since. */
  restored: z.int(),
  kept: z.int(),
  error_message: z.string().nullable(),
  created_at: isoTime,
  /** When it begins, or began; a deletion is held until then. */
  run_at: isoTime,
  started_at: isoTime.nullable(),
  ended_at: isoTime.nullable(),
  /** Null while it runs, and where there is nothing to undo. */
  undo_until: isoTime.nullable(),
  undone_at: isoTime.nullable(),
  can_abort: z.boolean(),
  can_undo: z.boolean(),
});
export type BulkAction = z.infer<typeof bulkAction>;

const unchanged = {
  outcome: oneOf(itemOutcomes),
  reason: oneOf(actionReasons),
  /** The state that the job was in; null when there was no such job. */
  status: oneOf(jobStatuses).nullable(),
};

export const bulkActionDetail = bulkAction.extend({
  /** The named jobs; null when a filter says which. */
  job_ids: z.array(z.string()).nullable(),
  /** Jobs that were not changed, by why. */
  reasons: z.array(z.object({ ...unchanged, count: z.int() })),
  /** One page of them. */
  unchanged_jobs: z.array(z.object({ job_id: z.string(), ...unchanged })),
  /** By job id, of the first named jobs and of that page: those that are still there and the caller may see. */
  lesson_titles: z.record(z.string(), z.string()),
});
export type BulkActionDetail = z.infer<typeof bulkActionDetail>;
