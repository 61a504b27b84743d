import { type DbOrTransaction, db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";

/** The database's time in Unix ms. */
export async function databaseNow(from: DbOrTransaction = db()): Promise<number> {
  const rows = await from.$queryRaw<{ ms: bigint | number }[]>`
    SELECT ${sql.msBetween(sql.at(0), sql.now)} AS ms`;
  return Number(rows[0]?.ms ?? 0);
}
