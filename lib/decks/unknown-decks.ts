import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";

/** Those of `ids` that no deck has: left behind by an attempt that was killed, or by a deck that was deleted. */
export async function findUnknownDecks(db: DbOrTransaction, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db.$queryRaw<
    { id: string }[]
  >`SELECT id FROM presentations WHERE id IN ${sql.oneOf(ids)}`;
  const known = new Set(rows.map((row) => row.id));
  return ids.filter((id) => !known.has(id));
}
