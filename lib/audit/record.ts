/** Writing the audit log: who changed what. The database lets rows only be added (see the triggers in the migration). */
import type { Caller } from "@/lib/auth/caller";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { auditContext } from "./context";

/** Whose doing it is: a caller, the system itself, or somebody who has not shown who they are. */
export type Actor = Caller | "system" | "anonymous";

export type AuditEvent = {
  actor: Actor;
  /** What and which: `token.revoke`, `user.update`. */
  action: string;
  target?: { type: string; id: string };
  outcome?: "done" | "denied";
  /** What changed, as JSON. Never a secret. */
  details?: Record<string, unknown>;
};

type Row = Prisma.AuditEntryCreateManyInput;

/**
 * Records a change. Give it the transaction of the change: both are kept or neither.
 * @throws what the database throws; the change must then not be kept either
 */
export async function recordAudit(event: AuditEvent, database: Prisma.TransactionClient): Promise<void> {
  await database.auditEntry.create({ data: rowOf(event) });
  const context = auditContext();
  if (context) context.recorded = true;
}

/** The row of an event that happens now, in this request. */
export function rowOf({ actor, action, target, outcome = "done", details }: AuditEvent): Row {
  const context = auditContext();
  const acting = typeof actor === "object" && actor.kind === "service" && actor.userId !== null;
  const all = { ...details, ...(acting && { acting_for: actor.userId }) };
  return {
    ...columnsOf(actor),
    at: new Date(),
    address: context?.address ?? null,
    action,
    targetType: target?.type ?? null,
    targetId: target?.id ?? null,
    outcome,
    requestId: context?.requestId ?? null,
    details: Object.keys(all).length === 0 ? null : JSON.stringify(all),
  };
}

function columnsOf(actor: Actor): Pick<Row, "actorKind" | "actorId" | "actorName" | "credentialId"> {
  if (typeof actor === "string") {
    return { actorKind: actor, actorId: null, actorName: actor, credentialId: null };
  }
  const credentialId = actor.credentialId ?? null;
  // A token is somebody of its own, for whomever it acts.
  const actorId = actor.kind === "service" ? credentialId : actor.userId;
  return { actorKind: actor.kind, actorId, actorName: actor.email ?? actor.name, credentialId };
}

/** Adds rows outside of any transaction. */
export async function writeAuditRows(rows: Row[]): Promise<void> {
  await db().auditEntry.createMany({ data: rows });
}
