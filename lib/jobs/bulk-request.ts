/** A bulk request of the API: its target, and its answer in API.md's words. */
import { detailForAudit } from "@/lib/audit/context";
import { MAX_AUDITED_IDS } from "@/lib/audit/max-audited-ids";
import type { Caller } from "@/lib/auth/caller";
import { type BulkTarget, MAX_BULK } from "@/lib/contract/bulk";
import { actOnIds, actOnMatching, type BulkAction } from "./bulk";

export type BulkOutcome = {
  /** Ids of the jobs that were changed; with a filter the first MAX_BULK of them. */
  changed: string[];
  failed_jobs: { job_id: string; error: string }[];
  total_requested: number;
  total_changed: number;
};

/**
 * Acts on the named jobs, or on all that match the filter; the audit log is told which and how many.
 * @param signal aborts after the batch in hand, when the client is gone; what is done stays done
 */
export async function bulkAct(
  action: BulkAction,
  target: BulkTarget,
  caller: Caller,
  signal: AbortSignal,
): Promise<BulkOutcome> {
  const outcome = await actOn(action, target, caller, signal);
  const { kind, ...how } = action;
  const { total_requested, total_changed } = outcome;
  const which = target.job_ids
    ? { job_ids: target.job_ids.slice(0, MAX_AUDITED_IDS) }
    : { filter: target.filter };
  detailForAudit({ ...how, ...which, total_requested, total_changed });
  return outcome;
}

async function actOn(
  action: BulkAction,
  target: BulkTarget,
  caller: Caller,
  signal: AbortSignal,
): Promise<BulkOutcome> {
  if (target.job_ids) {
    const { done, refused } = await actOnIds(action, target.job_ids, caller);
    return {
      changed: done,
      failed_jobs: refused.map(({ jobId, error }) => ({ job_id: jobId, error })),
      total_requested: done.length + refused.length,
      total_changed: done.length,
    };
  }
  const outcome: BulkOutcome = { changed: [], failed_jobs: [], total_requested: 0, total_changed: 0 };
  const filter = { include_finished: true, ...target.filter };
  for await (const { seen, done, changed } of actOnMatching(action, filter, caller)) {
    outcome.changed.push(...changed.slice(0, MAX_BULK - outcome.changed.length));
    outcome.total_requested = seen;
    outcome.total_changed = done;
    if (signal.aborted) break;
  }
  return outcome;
}
