import type { DbOrTransaction } from "@/lib/db/client";

/** Those of `ids` that no deck has: left behind by an attempt that was killed, or by a deck that was deleted. */
export async function findUnknownDecks(db: DbOrTransaction, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db.$queryRaw<{ value: string }[]>`
    SELECT value FROM json_each(${JSON.stringify(ids)})
    WHERE NOT EXISTS (SELECT 1 FROM presentations p WHERE p.id = value)`;
  return rows.map((row) => row.value);
}
