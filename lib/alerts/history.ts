/** What has fired. Rows stay for 90 days. */
import { type Caller, ownerOf } from "@/lib/auth/caller";
import { alertRules } from "@/lib/contract/alert-rules";
import { type AlertEntry, alertEntry } from "@/lib/contract/alerts";
import type { PageInput } from "@/lib/contract/query";
import { type DbOrTransaction, db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { decodeCursor, encodeCursor } from "@/lib/http/cursor";
import { cutPage } from "@/lib/http/pages";
import { kindOf, severityOf } from "./effective-rule";

export const ALERTS_AGE_MS = 90 * 24 * 60 * 60 * 1000;

export type AlertPage = { entries: AlertEntry[]; nextCursor: string | null; total: number };

/** One page, newest first; nothing for a teacher. @throws AppError validation_failed when the cursor is not ours */
export async function alertHistory({ limit, cursor }: PageInput, caller: Caller): Promise<AlertPage> {
  const before = cursor === undefined ? {} : olderThan(cursor);
  if (ownerOf(caller) !== null) return { entries: [], nextCursor: null, total: 0 };
  const [rows, total] = await Promise.all([
    db().alert.findMany({
      where: before,
      include: { deliveries: { orderBy: { id: "asc" } } },
      orderBy: [{ firedAt: "desc" }, { id: "desc" }],
      take: limit + 1,
    }),
    db().alert.count(),
  ]);
  const { page, last } = cutPage(rows, limit);
  const nextCursor = last && encodeCursor({ time: last.firedAt.getTime(), id: last.id });
  return { entries: page.flatMap(entryOf), nextCursor, total };
}

function olderThan(cursor: string): Prisma.AlertWhereInput {
  const { time, id } = decodeCursor(cursor);
  const firedAt = new Date(time);
  return { OR: [{ firedAt: { lt: firedAt } }, { firedAt, id: { lt: id } }] };
}

type Row = Prisma.AlertGetPayload<{ include: { deliveries: true } }>;

/** None of a kind that this version does not know. */
function entryOf(row: Row): AlertEntry[] {
  const kind = kindOf(row.kind);
  if (kind === null) return [];
  return [
    alertEntry.parse({
      alert_id: row.id,
      kind,
      severity: severityOf(row.severity),
      unit: alertRules[kind].unit,
      threshold: row.threshold,
      value: row.value,
      worst_value: row.worstValue,
      message: row.message,
      fired_at: row.firedAt.toISOString(),
      resolved_at: row.resolvedAt?.toISOString() ?? null,
      deliveries: row.deliveries.map(({ event, channel, outcome, tries, error, endedAt }) => ({
        ...{ event, channel, outcome, tries, error },
        ended_at: endedAt?.toISOString() ?? null,
      })),
    }),
  ];
}

/** Forgets alerts that were over so long ago. @returns how many went */
export async function pruneAlerts(db: DbOrTransaction, ageMs: number, limit: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM alerts WHERE id IN ${sql.picked(Prisma.sql`
      SELECT id FROM alerts WHERE fired_at < ${sql.plus(sql.now, -ageMs)} AND resolved_at IS NOT NULL LIMIT ${limit}`)}`;
}
