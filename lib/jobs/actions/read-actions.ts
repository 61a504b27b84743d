import type { z } from "zod";
import { type Caller, ownerOf } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import {
  type actionListQuery,
  type actionQuery,
  type BulkAction,
  type BulkActionDetail,
  bulkActionDetail,
} from "@/lib/contract/bulk-actions";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { AppError } from "@/lib/errors";
import type { Prisma } from "@/lib/generated/prisma/client";
import { decodeCursor, encodeCursor } from "@/lib/http/cursor";
import { type ActionRow, jobIdsOf, toAction } from "./action-row";
import { reasonsOf } from "./reasons";

/** Teachers see their own only. */
function reach(caller: Caller): Prisma.BulkActionWhereInput {
  const owner = ownerOf(caller);
  return owner === null ? {} : { ownerId: owner };
}

/** The row within the caller's reach. @throws AppError action_not_found, also for somebody else's: an id tells nothing */
export async function actionRow(actionId: string, caller: Caller): Promise<ActionRow> {
  const row = await db().bulkAction.findFirst({ where: { id: actionId, ...reach(caller) } });
  if (row === null) throw new AppError("action_not_found");
  return row;
}

export type ActionPage = { actions: BulkAction[]; nextCursor: string | null; total: number };

/** One page of actions, newest first. @throws AppError validation_failed when the cursor is not ours */
export async function listActions(
  { limit, cursor }: z.output<typeof actionListQuery>,
  caller: Caller,
): Promise<ActionPage> {
  const where = reach(caller);
  const [rows, total] = await Promise.all([
    db().bulkAction.findMany({
      where: { AND: [where, cursor === undefined ? {} : olderThan(cursor)] },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: limit + 1,
    }),
    db().bulkAction.count({ where }),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor =
    rows.length > limit && last ? encodeCursor({ time: last.createdAt.getTime(), id: last.id }) : null;
  const now = Date.now();
  return { actions: page.map((row) => toAction(row, now)), nextCursor, total };
}

function olderThan(cursor: string): Prisma.BulkActionWhereInput {
  const { time, id } = decodeCursor(cursor);
  const createdAt = new Date(time);
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
}

export type ActionDetailPage = { action: BulkActionDetail; nextCursor: string | null; total: number };

/** Of the named jobs the pages show no more. */
const MAX_TITLED = 20;

async function titlesOf(jobIds: string[], caller: Caller): Promise<Record<string, string>> {
  if (jobIds.length === 0) return {};
  const rows = await db().$queryRaw<{ id: string; title: string }[]>`
    SELECT j.id, l.title FROM presentation_jobs j JOIN lessons l ON l.id = j.lesson_id
    WHERE j.id IN ${sql.oneOf(jobIds)} AND ${within(caller, "j.user_id")}`;
  return Object.fromEntries(rows.map(({ id, title }) => [id, title]));
}

/**
 * An action with one page of the jobs that it did not change; the page's total is that of all of them.
 * @throws AppError action_not_found, validation_failed when the cursor is not ours
 */
export async function readAction(
  actionId: string,
  { limit, cursor }: z.output<typeof actionQuery>,
  caller: Caller,
): Promise<ActionDetailPage> {
  const after = cursor === undefined ? {} : { jobId: { gt: decodeCursor(cursor).id } };
  const row = await actionRow(actionId, caller);
  const items = await db().bulkActionItem.findMany({
    where: { actionId, outcome: { not: "changed" }, ...after },
    orderBy: { jobId: "asc" },
    take: limit + 1,
  });
  const page = items.slice(0, limit);
  const last = page.at(-1);
  const named = jobIdsOf(row);
  const action = bulkActionDetail.parse({
    ...toAction(row),
    job_ids: row.jobIds === null ? null : named,
    lesson_titles: await titlesOf([...named.slice(0, MAX_TITLED), ...page.map(({ jobId }) => jobId)], caller),
    reasons: reasonsOf(row.reasons),
    unchanged_jobs: page.map(({ jobId, outcome, reason, status }) => ({
      job_id: jobId,
      outcome,
      reason,
      status,
    })),
  });
  return {
    action,
    nextCursor: items.length > limit && last ? encodeCursor({ time: 0, id: last.jobId }) : null,
    total: row.skipped + row.failed + row.kept,
  };
}
