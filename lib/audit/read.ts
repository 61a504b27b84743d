import {
  type AuditEntry,
  type AuditFilter,
  type AuditQuery,
  actorKind,
  auditOutcome,
} from "@/lib/contract/audit";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { decodeCursor, encodeCursor, wrongCursor } from "@/lib/http/cursor";

export type AuditPage = { entries: AuditEntry[]; nextCursor: string | null; total: number };

/** Where a page ended. Rows are never changed, and every index ends in these two, so any page is read in order. */
type Place = { at: Date; id: number };

/**
 * One page of the audit log, newest first.
 * @throws AppError validation_failed when the cursor is not ours
 */
export async function listAudit({ limit, cursor, ...filter }: AuditQuery): Promise<AuditPage> {
  const [rows, total] = await Promise.all([
    rowsBefore(cursor === undefined ? null : placeOf(cursor), filter, limit + 1),
    db().auditEntry.count({ where: whereOf(filter) }),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor =
    rows.length > limit && last ? encodeCursor({ time: last.at.getTime(), id: String(last.id) }) : null;
  return { entries: page.map(entryOf), nextCursor, total };
}

const BATCH = 500;

/** All entries that match, newest first, in batches. */
export async function* auditBatches(filter: AuditFilter): AsyncGenerator<AuditEntry[]> {
  let last: Place | null = null;
  for (;;) {
    const rows = await rowsBefore(last, filter, BATCH);
    if (rows.length > 0) yield rows.map(entryOf);
    last = rows.at(-1) ?? null;
    if (rows.length < BATCH || last === null) return;
  }
}

type Row = Prisma.AuditEntryGetPayload<object>;

function rowsBefore(place: Place | null, filter: AuditFilter, limit: number): Promise<Row[]> {
  const { at, id } = place ?? {};
  return db().auditEntry.findMany({
    where: {
      AND: [
        whereOf(filter),
        // The first condition bounds the index; the second tells entries of one millisecond apart.
        at === undefined ? {} : { at: { lte: at }, OR: [{ at: { lt: at } }, { id: { lt: id } }] },
      ],
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: limit,
  });
}

function whereOf(filter: AuditFilter): Prisma.AuditEntryWhereInput {
  const { after, before } = filter;
  return {
    actorId: filter.actor_id,
    actorKind: filter.actor_kind,
    action: filter.action,
    targetType: filter.target_type,
    targetId: filter.target_id,
    outcome: filter.outcome,
    requestId: filter.request_id,
    at: { gte: after && new Date(after), lt: before && new Date(before) },
  };
}

/** The largest value of the column, an integer of four bytes. */
const MAX_ENTRY_ID = 2 ** 31 - 1;

function placeOf(cursor: string): Place {
  const { time, id } = decodeCursor(cursor);
  if (/^\d{1,10}$/.test(id) && Number(id) <= MAX_ENTRY_ID) return { at: new Date(time), id: Number(id) };
  throw wrongCursor("is not one that this server gave");
}

function entryOf(row: Row): AuditEntry {
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
