/** An action's row, and the action as callers see it. */
import type { Caller } from "@/lib/auth/caller";
import { type ActionState, actionStates, type BulkAction } from "@/lib/contract/bulk-actions";
import { type ActionKind, actionKinds } from "@/lib/contract/lists";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { JobFilter } from "../job-filter";

export type ActionRow = Prisma.BulkActionGetPayload<object>;

/** The caller as the row keeps them; scopes are left out, because the start was allowed already. */
export function startedByOf({ kind, userId, name, email, role, credentialId }: Caller): string {
  return JSON.stringify({ kind, userId, name, email, role, credentialId });
}

/** In whose name the action is done: what only they may see stays so. */
export const callerOf = (row: ActionRow): Caller => JSON.parse(row.startedBy);

export const filterOf = (row: ActionRow): JobFilter | null =>
  row.filter === null ? null : { include_finished: true, ...JSON.parse(row.filter) };

export const jobIdsOf = (row: ActionRow): string[] => JSON.parse(row.jobIds ?? "[]");

// The database holds these columns to the lists.
const kindOf = (row: ActionRow): ActionKind => actionKinds.find((kind) => kind === row.kind) ?? "cancel";
const stateOf = (row: ActionRow): ActionState =>
  actionStates.find((state) => state === row.state) ?? "failed";

/** What the undo rule says (docs/lifecycle.md); the statement that undoes says the same. */
function canUndo(state: ActionState, { kind, undoUntil }: ActionRow, nowMs: number): boolean {
  switch (state) {
    case "scheduled":
      return true;
    case "running":
      return kind === "cancel";
    case "completed":
    case "aborted":
    case "failed":
      return undoUntil !== null && undoUntil.getTime() > nowMs;
    case "undoing":
    case "undone":
      return false;
    default:
      return state satisfies never;
  }
}

const iso = (time: Date | null) => time?.toISOString() ?? null;

export function toAction(row: ActionRow, nowMs = Date.now()): BulkAction {
  const state = stateOf(row);
  const { name, email } = callerOf(row);
  return {
    action_id: row.id,
    action: kindOf(row),
    state,
    filter: row.filter === null ? null : JSON.parse(row.filter),
    force_retry: row.isForced,
    reason: row.reason,
    started_by: email ?? name,
    total: row.total,
    total_is_exact: row.totalIsExact,
    done: row.seen,
    changed: row.changed,
    skipped: row.skipped,
    failed: row.failed,
    restored: row.restored,
    kept: row.kept,
    error_message: row.errorMessage,
    created_at: row.createdAt.toISOString(),
    run_at: row.runAt.toISOString(),
    started_at: iso(row.startedAt),
    ended_at: iso(row.endedAt),
    undo_until: iso(row.undoUntil),
    undone_at: iso(row.undoneAt),
    can_abort: state === "scheduled" || state === "running",
    can_undo: canUndo(state, row, nowMs),
  };
}
