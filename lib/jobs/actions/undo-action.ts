import { type Caller, ownerOf } from "@/lib/auth/caller";
import type { BulkAction } from "@/lib/contract/bulk-actions";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { markUndone } from "../store/bulk-actions";
import { toAction } from "./action-row";
import { auditAction } from "./audit-action";
import { actionRow } from "./read-actions";
import { advanceNow, BATCH } from "./run-action";

/**
 * Takes an action back: one that is held never begins, and what a cancellation cancelled waits again. What is one batch is back
 * before this returns; the rest goes on in the background.
 * @throws AppError action_not_found, action_not_undoable
 */
export async function undoAction(actionId: string, caller: Caller): Promise<BulkAction> {
  const row = await db().$transaction(async (tx) => {
    if (!(await markUndone(tx, { actionId, ownerId: ownerOf(caller) }))) return null;
    const marked = await tx.bulkAction.findUniqueOrThrow({ where: { id: actionId } });
    await auditAction("undo", marked, caller, tx);
    return marked;
  });
  if (row === null) {
    const { state } = await actionRow(actionId, caller);
    throw new AppError("action_not_undoable", `The action cannot be undone: it is ${state}`);
  }
  const isSmall = row.state === "undoing" && row.changed <= BATCH;
  return toAction(isSmall ? await advanceNow(actionId) : row);
}
