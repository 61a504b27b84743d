import type { Caller } from "@/lib/auth/caller";
import { UNDO_SECONDS } from "@/lib/contract/lists";
import type { Prisma } from "@/lib/generated/prisma/client";
import { markAborted } from "../store/bulk-actions";
import { callerOf } from "./action-row";
import { auditAction } from "./audit-action";

/**
 * Stops what somebody has started and may do no more, after the batch in hand; a deletion that is still held never begins.
 * @param isTheirs of the caller who started an action
 * @param actor who took the right away
 */
export async function abortActionsOf(
  isTheirs: (starter: Caller) => boolean,
  actor: Caller,
  tx: Prisma.TransactionClient,
): Promise<void> {
  const open = await tx.bulkAction.findMany({ where: { state: { in: ["scheduled", "running"] } } });
  for (const row of open.filter((each) => isTheirs(callerOf(each)))) {
    if (!(await markAborted(tx, { actionId: row.id, ownerId: null }, UNDO_SECONDS * 1000))) continue;
    await auditAction("abort", await tx.bulkAction.findUniqueOrThrow({ where: { id: row.id } }), actor, tx);
  }
}
