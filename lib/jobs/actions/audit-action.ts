import { MAX_AUDITED_IDS } from "@/lib/audit/max-audited-ids";
import { recordAudit } from "@/lib/audit/record";
import type { Caller } from "@/lib/auth/caller";
import type { Prisma } from "@/lib/generated/prisma/client";
import { type ActionRow, jobIdsOf, toAction } from "./action-row";

/** Records in the transaction of the change that an action was started, aborted or undone, or that it has ended. */
export async function auditAction(
  what: "start" | "abort" | "undo" | "end",
  row: ActionRow,
  actor: Caller,
  tx: Prisma.TransactionClient,
): Promise<void> {
  const { action_id, action, state, filter, reason, total, changed, skipped, failed, restored } =
    toAction(row);
  const ids = jobIdsOf(row);
  const which = row.jobIds === null ? { filter } : { job_ids: ids.slice(0, MAX_AUDITED_IDS) };
  const counts = what === "start" ? { total } : { total, changed, skipped, failed, restored };
  const [onlyJob, ...others] = ids;
  await recordAudit(
    {
      actor,
      action: `action.${what}`,
      // One job is found by its own id, as if it had been acted on directly.
      target:
        onlyJob !== undefined && others.length === 0
          ? { type: "job", id: onlyJob }
          : { type: "action", id: action_id },
      details: { action_id, action, ...(what === "end" && { state }), reason, ...which, ...counts },
    },
    tx,
  );
}
