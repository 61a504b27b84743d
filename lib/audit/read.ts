import { type AuditEntry, type AuditQuery, actorKind, auditOutcome } from "@/lib/contract/audit";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { decodeCursor, encodeCursor, wrongCursor } from "@/lib/http/cursor";

export type AuditPage = { entries: AuditEntry[]; nextCursor: string | null; total: number };

/**
 * One page of the audit log, newest first. Rows are never changed, so the id alone keeps pages apart.
 * @throws AppError validation_failed when the cursor is not ours
 */
export async function listAudit({ limit, cursor, after, before, ...equal }: AuditQuery): Promise<AuditPage> {
  const where: Prisma.AuditEntryWhereInput = {
    actorId: equal.actor_id,
    actorKind: equal.actor_kind,
    action: equal.action,
    targetType: equal.target_type,
    targetId: equal.target_id,
    outcome: equal.outcome,
    at: { gte: after && new Date(after), lt: before && new Date(before) },
  };
  const from = cursor === undefined ? undefined : { id: { lt: entryIdOf(cursor) } };
  const [rows, total] = await Promise.all([
    db().auditEntry.findMany({
      where: { AND: [where, from ?? {}] },
      orderBy: { id: "desc" },
      take: limit + 1,
    }),
    db().auditEntry.count({ where }),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor =
    rows.length > limit && last ? encodeCursor({ time: last.at.getTime(), id: String(last.id) }) : null;
  return { entries: page.map(entryOf), nextCursor, total };
}

/** The largest value of the column, an integer of four bytes. */
const MAX_ENTRY_ID = 2 ** 31 - 1;

function entryIdOf(cursor: string): number {
  const { id } = decodeCursor(cursor);
  if (/^\d{1,10}$/.test(id) && Number(id) <= MAX_ENTRY_ID) return Number(id);
  throw wrongCursor("is not one that this server gave");
}

function entryOf(row: Prisma.AuditEntryGetPayload<object>): AuditEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor_kind: actorKind.parse(row.actorKind),
    actor_id: row.actorId,
    actor_name: row.actorName,
    credential_id: row.credentialId,
    address: row.address,
    action: row.action,
    target_type: row.targetType,
    target_id: row.targetId,
    outcome: auditOutcome.parse(row.outcome),
    request_id: row.requestId,
    details: row.details === null ? {} : JSON.parse(row.details),
  };
}
