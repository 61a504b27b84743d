import { type Caller, ownerOf } from "@/lib/auth/caller";
import type { BulkAction } from "@/lib/contract/bulk-actions";
import { UNDO_SECONDS } from "@/lib/contract/lists";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { markAborted } from "../store/bulk-actions";
import { toAction } from "./action-row";
import { auditAction } from "./audit-action";
import { actionRow } from "./read-actions";

/**
 * Stops an action after the batch in hand; what is done stays done, and what was cancelled can still be undone.
 * @throws AppError action_not_found, action_not_abortable
 */
export async function abortAction(actionId: string, caller: Caller): Promise<BulkAction> {
  const target = { actionId, ownerId: ownerOf(caller) };
  const row = await db().$transaction(async (tx) => {
    if (!(await markAborted(tx, target, UNDO_SECONDS * 1000))) return null;
    const aborted = await tx.bulkAction.findUniqueOrThrow({ where: { id: actionId } });
    await auditAction("abort", aborted, caller, tx);
    return aborted;
  });
  if (row !== null) return toAction(row);
  const { state } = await actionRow(actionId, caller);
  throw new AppError("action_not_abortable", `The action cannot be aborted: it is ${state}`);
}
