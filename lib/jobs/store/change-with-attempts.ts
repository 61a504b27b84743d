/**
 * Jobs and the attempts at them change together. PostgreSQL does it in one statement, because each further one costs a round
 * trip while the transaction holds its locks; SQLite has no such statements, and no round trips either.
 */
import { config } from "@/lib/config";
import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";

/**
 * Changes jobs, then the attempts of those that `change` found. Call it in a transaction.
 * @param change an UPDATE of jobs that returns `id` and the columns that the caller or `follow` wants
 * @param follow makes the statement about attempts; `changed` stands in its FROM for the jobs as they are now
 * @returns what `change` returns, in no order
 */
export async function changeWithAttempts<Row extends { id: string }>(
  tx: DbOrTransaction,
  change: Prisma.Sql,
  follow: (changed: Prisma.Sql) => Prisma.Sql,
): Promise<Row[]> {
  if (config().database.kind === "postgres") {
    return tx.$queryRaw<Row[]>`
      WITH changed AS (${change}), followed AS (${follow(Prisma.sql`changed`)}) SELECT * FROM changed`;
  }
  const rows = await tx.$queryRaw<Row[]>`${change}`;
  if (rows.length === 0) return rows;
  const ids = sql.oneOf(rows.map((row) => row.id));
  await tx.$executeRaw`${follow(Prisma.sql`(SELECT * FROM presentation_jobs WHERE id IN ${ids}) AS changed`)}`;
  return rows;
}
