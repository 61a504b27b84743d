import { randomUUID } from "node:crypto";
import { type Caller, ownerOf } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import type { BulkAction, StartActionInput } from "@/lib/contract/bulk-actions";
import { UNDO_SECONDS } from "@/lib/contract/lists";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { AppError } from "@/lib/errors";
import { listJobs } from "../list/list-jobs";
import { insertAction } from "../store/bulk-actions";
import { startedByOf, toAction } from "./action-row";
import { auditAction } from "./audit-action";
import { BATCH, claimForAnswer } from "./run-action";

type Target =
  | { jobIds: string[]; total: number; isExact: true }
  | { filter: object; total: number; isExact: boolean };

/**
 * Starts an act on the named jobs, or on all that match the filter now. A deletion is held for as long as it can be undone; the rest
 * begins at once. What is one batch of named jobs is done before this returns, so that it needs no worker.
 * @throws AppError job_not_found when the caller can see none of the named jobs
 */
export async function startAction(input: StartActionInput, caller: Caller): Promise<BulkAction> {
  const target = await targetOf(input, caller);
  const id = randomUUID();
  const isHeld = input.action === "delete";
  const isAnswered = "jobIds" in target && target.total <= BATCH && !isHeld;
  const { row, finish } = await db().$transaction(async (tx) => {
    await insertAction(tx, {
      id,
      kind: input.action,
      filter: "filter" in target ? JSON.stringify(target.filter) : null,
      jobIds: "jobIds" in target ? JSON.stringify(target.jobIds) : null,
      isForced: input.force_retry,
      reason: input.reason ?? null,
      startedBy: startedByOf(caller),
      ownerId: ownerOf(caller),
      total: target.total,
      totalIsExact: target.isExact,
      holdMs: isHeld ? UNDO_SECONDS * 1000 : 0,
    });
    const finish = isAnswered ? await claimForAnswer(tx, id) : null;
    const row = await tx.bulkAction.findUniqueOrThrow({ where: { id } });
    await auditAction("start", row, caller, tx);
    return { row, finish };
  });
  return toAction(finish ? await finish() : row);
}

async function targetOf(input: StartActionInput, caller: Caller): Promise<Target> {
  if (input.job_ids) {
    const jobIds = [...new Set(input.job_ids)];
    if (!(await canSeeAny(jobIds, caller))) throw new AppError("job_not_found", "None of these jobs exists");
    return { jobIds, total: jobIds.length, isExact: true };
  }
  const filter = { ...input.filter, created_before: await frozenAt(input.filter?.created_before) };
  const { total, isExact } = await listJobs({ include_finished: true, ...filter, limit: 1 }, caller);
  return { filter, total, isExact };
}

async function canSeeAny(ids: readonly string[], caller: Caller): Promise<boolean> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM presentation_jobs WHERE id IN ${sql.oneOf(ids)} AND ${within(caller)} LIMIT 1`;
  return rows.length > 0;
}

/** By the database's clock, as the jobs' own times: what is created from the next millisecond on does not match. */
async function frozenAt(asked: string | undefined): Promise<string> {
  const rows = await db().$queryRaw<[{ ms: number | bigint }]>`
    SELECT ${sql.msBetween(sql.at(0), sql.now)} AS ms`;
  const nextMs = Math.floor(Number(rows[0].ms)) + 1;
  const askedMs = asked === undefined ? Number.POSITIVE_INFINITY : Date.parse(asked);
  return new Date(Math.min(nextMs, askedMs)).toISOString();
}
