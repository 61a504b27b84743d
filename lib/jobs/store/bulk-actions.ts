/**
 * Statements of the acts that go on in the background. Whoever works on one holds its lease; each batch locks the row, looks that the
 * lease still holds, and writes how far it got in the transaction of what it did. So a worker that is killed has done a batch whole
 * or not at all, and whoever comes next goes on behind it.
 */
import type { ActionReason } from "@/lib/contract/bulk-actions";
import type { ActionKind } from "@/lib/contract/lists";
import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import type { JobStatus } from "../state";

/** The right to work on an action. */
export type ActionLease = { actionId: string; token: string };

export type NewAction = {
  id: string;
  kind: ActionKind;
  /** One of the two. */
  filter: string | null;
  jobIds: string | null;
  isForced: boolean;
  reason: string | null;
  startedBy: string;
  ownerId: string | null;
  total: number;
  totalIsExact: boolean;
  /** How long it is held before it begins; it can be undone until then. */
  holdMs: number;
};

const isActive = Prisma.sql`state IN ('scheduled', 'running', 'undoing')`;
/** When somebody may work on it, in words that need no index of their own: few rows are active. */
const isDue = () => Prisma.sql`${isActive} AND (state <> 'scheduled' OR run_at <= ${sql.now})
  AND (lease_expires_at IS NULL OR lease_expires_at < ${sql.now})`;
const held = ({ actionId, token }: ActionLease) =>
  Prisma.sql`id = ${actionId} AND state IN ('running', 'undoing') AND lease_token = ${token}`;
const free = Prisma.sql`lease_token = NULL, lease_expires_at = NULL`;
/** Only what was cancelled can be put back. */
const undoFromNow = (undoMs: number) =>
  Prisma.sql`undo_until = CASE WHEN kind = 'cancel' AND changed > 0 THEN ${sql.plus(sql.now, undoMs)} ELSE NULL END`;

export async function insertAction(db: DbOrTransaction, action: NewAction): Promise<void> {
  const runAt = sql.plus(sql.now, action.holdMs);
  await db.$executeRaw`
    INSERT INTO bulk_actions (id, kind, filter, job_ids, is_forced, reason, started_by, owner_id, total, total_is_exact,
      created_at, run_at, undo_until, served_at)
    VALUES (${action.id}, ${action.kind}, ${action.filter}, ${action.jobIds}, ${action.isForced}, ${action.reason},
      ${action.startedBy}, ${action.ownerId}, ${action.total}, ${action.totalIsExact}, ${sql.now}, ${runAt},
      ${action.holdMs > 0 ? runAt : Prisma.sql`NULL`}, ${sql.now})`;
}

/** Whether there is work; only reads, because an idle worker that a commit woke must not take the write lock. */
export async function hasDueAction(db: DbOrTransaction): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`SELECT 1 FROM bulk_actions WHERE ${isDue()} LIMIT 1`;
  return rows.length > 0;
}

/** Milliseconds until an action that is held, or whose worker may be dead, falls due. Null: there is none. */
export async function msUntilDueAction(db: DbOrTransaction): Promise<number | null> {
  const due = Prisma.sql`MIN(CASE WHEN state = 'scheduled' THEN run_at ELSE COALESCE(lease_expires_at, served_at) END)`;
  const rows = await db.$queryRaw<[{ ms: number | bigint | null }]>`
    SELECT ${sql.msBetween(sql.now, due)} AS ms FROM bulk_actions WHERE ${isActive}`;
  const { ms } = rows[0];
  return ms === null ? null : Math.max(0, Number(ms));
}

/** Takes the lease of the action that has waited longest, or of the named one. Null: none is due. */
export async function claimAction(
  db: DbOrTransaction,
  leaseMs: number,
  actionId?: string,
): Promise<ActionLease | null> {
  const which = actionId === undefined ? Prisma.empty : Prisma.sql`AND id = ${actionId}`;
  const rows = await db.$queryRaw<{ id: string; lease_token: string }[]>`
    UPDATE bulk_actions SET state = CASE WHEN state = 'scheduled' THEN 'running' ELSE state END,
      started_at = COALESCE(started_at, ${sql.now}), undo_until = NULL, served_at = ${sql.now},
      lease_token = ${sql.newLeaseToken}, lease_expires_at = ${sql.plus(sql.now, leaseMs)}
    WHERE id IN ${sql.picked(Prisma.sql`
      SELECT id FROM bulk_actions WHERE ${isDue()} ${which} ORDER BY served_at LIMIT 1`)}
    RETURNING id, lease_token`;
  const row = rows[0];
  return row ? { actionId: row.id, token: row.lease_token } : null;
}

/**
 * Locks the row for the transaction and extends the lease. False: it is no longer ours, so nothing may be written. Whoever aborts or
 * undoes meanwhile waits for the end of the batch.
 */
export async function holdAction(tx: DbOrTransaction, lease: ActionLease, leaseMs: number): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE bulk_actions SET lease_expires_at = ${sql.plus(sql.now, leaseMs)} WHERE ${held(lease)}`;
  return count === 1;
}

/** Gives the lease back, so that whoever is due is next. */
export async function releaseAction(db: DbOrTransaction, lease: ActionLease): Promise<void> {
  await db.$executeRaw`UPDATE bulk_actions SET ${free}, served_at = ${sql.now} WHERE ${held(lease)}`;
}

export type BatchDone = {
  changed: number;
  skipped: number;
  failed: number;
  /** JSON, of the whole action so far. */
  reasons: string;
  cursor: string | null;
  /** Milliseconds in which it can be undone, when this was the last batch; null: there are more. */
  endedUndoMs: number | null;
};

/** Writes what a batch did. Call it behind `holdAction`. */
export async function recordBatch(tx: DbOrTransaction, lease: ActionLease, batch: BatchDone): Promise<void> {
  const { changed, skipped, failed, reasons, cursor, endedUndoMs } = batch;
  await tx.$executeRaw`
    UPDATE bulk_actions SET seen = seen + ${changed + skipped + failed}, changed = changed + ${changed},
      skipped = skipped + ${skipped}, failed = failed + ${failed}, reasons = ${reasons}, cursor = ${cursor}, tries = 0,
      error_message = NULL WHERE ${held(lease)}`;
  if (endedUndoMs === null) return;
  await tx.$executeRaw`
    UPDATE bulk_actions SET state = 'completed', ended_at = ${sql.now}, ${undoFromNow(endedUndoMs)}, ${free}
    WHERE ${held(lease)}`;
}

/** Writes what a batch of an undo did. Call it behind `holdAction`. */
export async function recordUndoBatch(
  tx: DbOrTransaction,
  lease: ActionLease,
  batch: { restored: number; kept: number; reasons: string; hasEnded: boolean },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE bulk_actions SET restored = restored + ${batch.restored}, kept = kept + ${batch.kept}, reasons = ${batch.reasons},
      tries = 0, error_message = NULL WHERE ${held(lease)}`;
  if (!batch.hasEnded) return;
  await tx.$executeRaw`
    UPDATE bulk_actions SET state = 'undone', undone_at = ${sql.now}, ${free} WHERE ${held(lease)}`;
}

/** After a batch that the database refused: it is tried again in `ms`. */
export async function deferAction(
  db: DbOrTransaction,
  lease: ActionLease,
  { message, ms, isCounted }: { message: string; ms: number; isCounted: boolean },
): Promise<void> {
  await db.$executeRaw`
    UPDATE bulk_actions SET tries = tries + ${isCounted ? 1 : 0}, error_message = ${message}, lease_token = NULL,
      lease_expires_at = ${sql.plus(sql.now, ms)} WHERE ${held(lease)}`;
}

/** Gives an action up whose batches the database refuses for good. */
export async function failAction(
  db: DbOrTransaction,
  lease: ActionLease,
  message: string,
  undoMs: number,
): Promise<void> {
  await db.$executeRaw`
    UPDATE bulk_actions SET state = 'failed', ended_at = COALESCE(ended_at, ${sql.now}), error_message = ${message},
      ${undoFromNow(undoMs)}, ${free} WHERE ${held(lease)}`;
}

/** False: it has ended, or is not within the caller's reach. Call it in a transaction. */
export async function markAborted(
  tx: DbOrTransaction,
  target: ActionTarget,
  undoMs: number,
): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE bulk_actions SET state = 'aborted', ended_at = ${sql.now}, ${undoFromNow(undoMs)}, ${free}
    WHERE ${named(target)} AND state IN ('scheduled', 'running')`;
  return count === 1;
}

export type ActionTarget = { actionId: string /** Null: everybody's. */; ownerId: string | null };

const named = ({ actionId, ownerId }: ActionTarget) =>
  ownerId === null ? Prisma.sql`id = ${actionId}` : Prisma.sql`id = ${actionId} AND owner_id = ${ownerId}`;

/**
 * Takes back an action that is held: it never begins. Or lets a cancellation be taken back, from its next batch on. False: neither is
 * possible (any more). Call it in a transaction.
 */
export async function markUndone(tx: DbOrTransaction, target: ActionTarget): Promise<boolean> {
  const heldBack = await tx.$executeRaw`
    UPDATE bulk_actions SET state = 'undone', ended_at = ${sql.now}, undone_at = ${sql.now}, undo_until = NULL, ${free}
    WHERE ${named(target)} AND state = 'scheduled'`;
  if (heldBack === 1) return true;
  const count = await tx.$executeRaw`
    UPDATE bulk_actions SET state = 'undoing', ended_at = COALESCE(ended_at, ${sql.now}), undo_until = NULL, tries = 0,
      served_at = ${sql.now}, ${free}
    WHERE ${named(target)} AND kind = 'cancel'
      AND (state = 'running' OR (state IN ('completed', 'aborted', 'failed') AND undo_until > ${sql.now}))`;
  return count === 1;
}

/** Remembers which jobs were changed, and as what, for an undo. */
export async function addChangedItems(
  tx: DbOrTransaction,
  actionId: string,
  jobIds: readonly string[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO bulk_action_items (action_id, job_id, outcome, rev)
    SELECT ${actionId}, id, 'changed', rev FROM presentation_jobs WHERE id IN ${sql.oneOf(jobIds)}`;
}

export type Unchanged = {
  jobId: string;
  outcome: "skipped" | "failed";
  reason: ActionReason;
  status: JobStatus | null;
};

/** Remembers why jobs were not changed. */
export async function addUnchangedItems(
  tx: DbOrTransaction,
  actionId: string,
  items: readonly Unchanged[],
): Promise<void> {
  const rows = items.map(({ jobId, ...rest }) => ({ job_id: jobId, ...rest }));
  const columns = { job_id: "text", outcome: "text", reason: "text", status: "text" } as const;
  await tx.$executeRaw`
    INSERT INTO bulk_action_items (action_id, job_id, outcome, reason, status)
    SELECT ${actionId}, v.job_id, v.outcome, v.reason, v.status FROM ${sql.rowsOf(rows, columns)}`;
}

/** Of the jobs, those that are left, with what decides why an action did not change them. */
export async function readLeftOver(
  tx: DbOrTransaction,
  jobIds: readonly string[],
  within: Prisma.Sql,
): Promise<Map<string, { status: JobStatus; isReachable: boolean }>> {
  const rows = await tx.$queryRaw<{ id: string; status: JobStatus; reachable: number | bigint }[]>`
    SELECT id, status, CASE WHEN ${within} THEN 1 ELSE 0 END AS reachable FROM presentation_jobs
    WHERE id IN ${sql.oneOf(jobIds)}`;
  return new Map(
    rows.map(({ id, status, reachable }) => [id, { status, isReachable: Number(reachable) === 1 }]),
  );
}

/** Ids of up to `limit` jobs that the action changed and that no undo has come to yet. */
export async function readChangedItems(
  tx: DbOrTransaction,
  actionId: string,
  limit: number,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ job_id: string }[]>`
    SELECT job_id FROM bulk_action_items WHERE action_id = ${actionId} AND outcome = 'changed' ORDER BY job_id LIMIT ${limit}`;
  return rows.map((row) => row.job_id);
}

/**
 * Lets jobs wait again that the action cancelled and that are still as it left them: due when they were, and no retry is spent. An
 * attempt that ran stays in the history as cancelled. @returns their ids
 */
export async function restoreCancelled(
  tx: DbOrTransaction,
  actionId: string,
  jobIds: readonly string[],
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE presentation_jobs SET status = 'pending', progress = 0, completed_at = NULL, started_at = NULL, worker_id = NULL,
      error_code = NULL, error_message = NULL, processing_time_seconds = NULL, stages = NULL,
      message = 'Waiting in the queue again', rev = rev + 1
    WHERE id IN ${sql.oneOf(jobIds)} AND ${sql.statusUnindexed} = 'cancelled' AND rev = (
      SELECT item.rev FROM bulk_action_items item
      WHERE item.action_id = ${actionId} AND item.outcome = 'changed' AND item.job_id = presentation_jobs.id)
    RETURNING id`;
  return rows.map((row) => row.id);
}

/** Ends the undo of these jobs: those put back are forgotten, the others are kept with why. */
export async function settleUndoneItems(
  tx: DbOrTransaction,
  actionId: string,
  { restored, kept }: { restored: readonly string[]; kept: readonly string[] },
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM bulk_action_items
    WHERE action_id = ${actionId} AND outcome = 'changed' AND job_id IN ${sql.oneOf(restored)}`;
  await tx.$executeRaw`
    UPDATE bulk_action_items SET outcome = 'kept', reason = 'changed_since',
      status = (SELECT j.status FROM presentation_jobs j WHERE j.id = bulk_action_items.job_id)
    WHERE action_id = ${actionId} AND outcome = 'changed' AND job_id IN ${sql.oneOf(kept)}`;
}

/** Forgets up to `limit` items that no undo needs any more, then actions that ended before `ageMs` ago. @returns how many rows went */
export async function pruneActions(db: DbOrTransaction, ageMs: number, limit: number): Promise<number> {
  const items = await db.$executeRaw`
    DELETE FROM bulk_action_items WHERE outcome = 'changed' AND (action_id, job_id) IN (
      SELECT item.action_id, item.job_id FROM bulk_actions a
      JOIN bulk_action_items item ON item.action_id = a.id AND item.outcome = 'changed'
      WHERE a.state IN ('completed', 'aborted', 'failed') AND (a.undo_until IS NULL OR a.undo_until < ${sql.now})
      LIMIT ${limit})`;
  const actions = await db.$executeRaw`
    DELETE FROM bulk_actions WHERE id IN ${sql.picked(Prisma.sql`
      SELECT id FROM bulk_actions WHERE ended_at < ${sql.plus(sql.now, -ageMs)} AND state <> 'undoing' LIMIT ${limit}`)}`;
  return items + actions;
}
