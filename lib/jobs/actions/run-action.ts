/**
 * The work of an action, a batch at a time, in whichever process holds its lease. The jobs of a batch are looked up before, without a
 * lock; then one short transaction looks that the lease still holds, changes the jobs, and writes what became of each and how far the
 * action is. docs/lifecycle.md tells the whole story.
 */
import type { Caller } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import type { ActionReason } from "@/lib/contract/bulk-actions";
import { UNDO_SECONDS } from "@/lib/contract/lists";
import { isDatabaseBusy } from "@/lib/db/busy";
import { type DbOrTransaction, db } from "@/lib/db/client";
import { removeDroppedNow } from "@/lib/decks/files/remove-dropped";
import type { Prisma } from "@/lib/generated/prisma/client";
import { listJobIds } from "../list/list-jobs";
import { canRetry, type JobStatus } from "../state";
import { cancelJobs, deleteJobs, retryJobs, type Target } from "../store/act-on-jobs";
import {
  type ActionLease,
  addChangedItems,
  addUnchangedItems,
  claimAction,
  deferAction,
  failAction,
  holdAction,
  readChangedItems,
  readLeftOver,
  recordBatch,
  recordUndoBatch,
  releaseAction,
  restoreCancelled,
  settleUndoneItems,
  type Unchanged,
} from "../store/bulk-actions";
import { type ActionRow, callerOf, filterOf, jobIdsOf } from "./action-row";
import { auditAction } from "./audit-action";
import { addReasons, MAX_NAMED } from "./reasons";

/** Rows a transaction, as everywhere that acts on many: at most 30 ms of lock where 50 are allowed (bench/README.md, `bulk-locks`). */
export const BATCH = 500;
/** Many times a batch, with the search for its jobs; so long a killed worker's action waits for the next. */
export const ACTION_LEASE_MS = 10_000;
/** After so many batches another action that is due may go first: a small one does not wait for a million. */
const BATCHES_IN_TURN = 10;
const UNDO_MS = UNDO_SECONDS * 1000;
/** A batch that is refused so often in a row would be refused for ever. */
const MAX_TRIES = 5;
const FIRST_DEFER_MS = 1_000;

/** Told of a batch that the database refused, and of which action it was. */
export type OnRefused = (error: unknown, actionId: string) => void;

/** ended: nothing is left to do; lost: somebody else decided about it, or works on it. */
type Step = "more" | "ended" | "lost";

/**
 * Takes an action that is due through up to `batches` batches. False: none is due.
 * @throws what the database says when it cannot even be told of a failed batch; the lease then runs out
 */
export async function advanceNextAction(onRefused: OnRefused, batches = BATCHES_IN_TURN): Promise<boolean> {
  const lease = await claimAction(db(), ACTION_LEASE_MS);
  if (lease === null) return false;
  await takeTurn(lease, batches, onRefused);
  return true;
}

/**
 * Takes the lease in the transaction that makes the action due, so that no worker is faster: the caller answers with what came of it.
 * @returns what does the first batches once that is committed; a batch that fails is left to the workers
 */
export async function claimForAnswer(
  tx: DbOrTransaction,
  actionId: string,
): Promise<(() => Promise<ActionRow>) | null> {
  const lease = await claimAction(tx, ACTION_LEASE_MS, actionId);
  if (lease === null) return null;
  return async () => {
    await takeTurn(lease, BATCHES_IN_TURN, () => {});
    return db().bulkAction.findUniqueOrThrow({ where: { id: actionId } });
  };
}

async function takeTurn(lease: ActionLease, batches: number, onRefused: OnRefused): Promise<void> {
  for (let batch = 0; batch < batches; batch++) {
    try {
      if ((await runBatch(lease)) !== "more") return;
    } catch (error) {
      onRefused(error, lease.actionId);
      return refuse(lease, error);
    }
  }
  await releaseAction(db(), lease);
}

async function refuse(lease: ActionLease, error: unknown): Promise<void> {
  const row = await db().bulkAction.findUnique({ where: { id: lease.actionId }, select: { tries: true } });
  const tries = row?.tries ?? 0;
  // What the database says may hold SQL: the log file has it, people are told that it was refused.
  const message = "The database refused a batch.";
  const isBusy = isDatabaseBusy(error);
  if (!isBusy && tries + 1 >= MAX_TRIES) return failAction(db(), lease, message, UNDO_MS);
  await deferAction(db(), lease, { message, ms: FIRST_DEFER_MS * 2 ** tries, isCounted: !isBusy });
}

async function runBatch(lease: ActionLease): Promise<Step> {
  const row = await db().bulkAction.findUnique({ where: { id: lease.actionId } });
  if (row?.leaseToken !== lease.token) return "lost";
  return row.state === "undoing" ? undoBatch(lease, row) : actBatch(lease, row);
}

async function actBatch(lease: ActionLease, row: ActionRow): Promise<Step> {
  const caller = callerOf(row);
  const { ids, cursor, isLast } = await nextJobs(row, caller);
  const done = await db().$transaction(async (tx) => {
    if (!(await holdAction(tx, lease, ACTION_LEASE_MS))) return null;
    const target = { ids, within: within(caller) };
    const changed = await change(tx, row, target);
    if (row.kind === "cancel") await addChangedItems(tx, row.id, changed);
    const isChanged = new Set(changed);
    const unchanged = await whyUnchanged(tx, row, { ...target, ids: ids.filter((id) => !isChanged.has(id)) });
    const named = Math.max(0, MAX_NAMED - row.skipped - row.failed);
    await addUnchangedItems(tx, row.id, unchanged.slice(0, named));
    const skipped = unchanged.filter(({ outcome }) => outcome === "skipped").length;
    await recordBatch(tx, lease, {
      changed: changed.length,
      skipped,
      failed: unchanged.length - skipped,
      reasons: addReasons(row.reasons, unchanged),
      cursor,
      endedUndoMs: isLast ? UNDO_MS : null,
    });
    if (isLast) await auditEnd(tx, row.id, caller);
    return "done";
  });
  if (done === null) return "lost";
  if (row.kind === "delete") await removeDroppedNow(db());
  return isLast ? "ended" : "more";
}

/** The jobs of the next batch: of the named ones, or the next page of the list that its filter makes. */
async function nextJobs(
  row: ActionRow,
  caller: Caller,
): Promise<{ ids: string[]; cursor: string | null; isLast: boolean }> {
  const filter = filterOf(row);
  if (filter === null) {
    const all = jobIdsOf(row);
    const end = row.seen + BATCH;
    return { ids: all.slice(row.seen, end), cursor: null, isLast: end >= all.length };
  }
  const from = row.cursor === null ? {} : { cursor: row.cursor };
  const { ids, nextCursor } = await listJobIds({ ...filter, ...from, limit: BATCH }, caller);
  return { ids, cursor: nextCursor, isLast: nextCursor === null };
}

async function change(
  tx: Prisma.TransactionClient,
  { kind, reason, isForced }: ActionRow,
  target: Target,
): Promise<string[]> {
  switch (kind) {
    case "cancel":
      return cancelJobs(tx, target, reason ?? "Cancelled");
    case "retry":
      return retryJobs(tx, target, isForced);
    default: {
      return deleteJobs(tx, target);
    }
  }
}

async function whyUnchanged(
  tx: Prisma.TransactionClient,
  { kind }: ActionRow,
  target: Target,
): Promise<Unchanged[]> {
  if (target.ids.length === 0) return [];
  const found = await readLeftOver(tx, target.ids, target.within);
  return target.ids.map((jobId): Unchanged => {
    const job = found.get(jobId);
    if (job === undefined) return { jobId, outcome: "failed", reason: "job_not_found", status: null };
    // Whose job it is not learns nothing of its state.
    if (!job.isReachable) return { jobId, outcome: "failed", reason: "job_access_denied", status: null };
    return { jobId, outcome: "skipped", reason: reasonOf(kind, job.status), status: job.status };
  });
}

function reasonOf(kind: string, status: JobStatus): ActionReason {
  return kind === "retry" && canRetry(status) ? "no_retries_left" : "not_allowed_in_state";
}

async function undoBatch(lease: ActionLease, row: ActionRow): Promise<Step> {
  return db().$transaction(async (tx): Promise<Step> => {
    if (!(await holdAction(tx, lease, ACTION_LEASE_MS))) return "lost";
    const ids = await readChangedItems(tx, row.id, BATCH);
    const restored = await restoreCancelled(tx, row.id, ids);
    const isRestored = new Set(restored);
    const kept = ids.filter((id) => !isRestored.has(id));
    await settleUndoneItems(tx, row.id, { restored, kept });
    const found = await tx.bulkActionItem.groupBy({
      by: ["status"],
      where: { actionId: row.id, outcome: "kept", jobId: { in: kept } },
      _count: true,
    });
    const hasEnded = ids.length < BATCH;
    await recordUndoBatch(tx, lease, {
      restored: restored.length,
      kept: kept.length,
      reasons: addReasons(
        row.reasons,
        found.flatMap(({ status, _count }) =>
          // The column holds what a job's own had.
          Array.from(
            { length: _count },
            () => ({ outcome: "kept", reason: "changed_since", status: status as JobStatus | null }) as const,
          ),
        ),
      ),
      hasEnded,
    });
    if (hasEnded) await auditEnd(tx, row.id, callerOf(row));
    return hasEnded ? "ended" : "more";
  });
}

async function auditEnd(tx: Prisma.TransactionClient, id: string, caller: Caller): Promise<void> {
  await auditAction("end", await tx.bulkAction.findUniqueOrThrow({ where: { id } }), caller, tx);
}
