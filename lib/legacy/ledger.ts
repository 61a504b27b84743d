/** What was brought in before (table legacy_rows), and what of it is noted now. */
import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import type { LegacyTable } from "./legacy-file";

/** `imported`: came in by an earlier run, whether or not it is still there. `ours`: a row of this product with the same id. */
export type Known = "imported" | "ours";

const names: Record<LegacyTable, Prisma.Sql> = {
  users: Prisma.raw("users"),
  lessons: Prisma.raw("lessons"),
  presentations: Prisma.raw("presentations"),
  presentation_jobs: Prisma.raw("presentation_jobs"),
};

/** Those of `ids` that a table has. */
export async function findIds(
  db: DbOrTransaction,
  table: LegacyTable,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.$queryRaw<
    { id: string }[]
  >`SELECT id FROM ${names[table]} WHERE id IN ${sql.oneOf(ids)}`;
  return new Set(rows.map(({ id }) => id));
}

export async function findKnown(
  db: DbOrTransaction,
  table: LegacyTable,
  ids: readonly string[],
): Promise<Map<string, Known>> {
  const present = await findIds(db, table, ids);
  const noted = await db.$queryRaw<{ id: string }[]>`
    SELECT row_id AS id FROM legacy_rows WHERE table_name = ${table} AND row_id IN ${sql.oneOf(ids)}`;
  return new Map<string, Known>([
    ...[...present].map((id) => [id, "ours"] as const),
    ...noted.map(({ id }) => [id, "imported"] as const),
  ]);
}

export type LedgerEntry = { id: string; remainder: object };

/** Belongs into the transaction that writes the rows themselves. */
export async function noteImported(
  tx: DbOrTransaction,
  table: LegacyTable,
  entries: readonly LedgerEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ id, remainder }) => ({
    row_id: id,
    remainder: Object.keys(remainder).length > 0 ? JSON.stringify(remainder) : null,
  }));
  await tx.$executeRaw`
    INSERT INTO legacy_rows (table_name, row_id, imported_at, remainder)
    SELECT ${table}, v.row_id, ${sql.now}, v.remainder
    FROM ${sql.rowsOf(rows, { row_id: "text", remainder: "text" })} WHERE 1 = 1
    ON CONFLICT (table_name, row_id) DO UPDATE SET imported_at = excluded.imported_at, remainder = excluded.remainder`;
}
