/**
 * Which request a key was used for. A key is written in the transaction that makes its jobs: both are there after a crash, or
 * neither. A second writer of the same key waits until the first has committed, and then finds its answer.
 */
import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";

/** RELIABILITY.md: a client may ask again for a day. */
export const KEY_LIFE_MS = 24 * 60 * 60 * 1000;

export type KeyUse = {
  /** Whose key it is: keys of different callers never meet. */
  principal: string;
  key: string;
  bodyHash: string;
  /** JSON: what the request made. */
  answer: string;
};

const nameOf = ({ principal, key }: Pick<KeyUse, "principal" | "key">) => JSON.stringify([principal, key]);

const valuesOf = (uses: readonly KeyUse[]) =>
  sql.rowsOf(
    // Always in the same order, so that two transactions never wait for each other's keys.
    uses
      .map(({ principal, key, bodyHash, answer }) => ({ principal, key, body_hash: bodyHash, answer }))
      .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)),
    { principal: "text", key: "text", body_hash: "text", answer: "text" },
  );

/** Takes the keys that nobody has used within their life. Call it in a transaction. @returns which of `uses` are the first */
export async function takeKeys(tx: DbOrTransaction, uses: readonly KeyUse[]): Promise<Set<KeyUse>> {
  const first = new Map<string, KeyUse>();
  for (const use of uses) if (!first.has(nameOf(use))) first.set(nameOf(use), use);
  const taken = await tx.$queryRaw<{ principal: string; key: string }[]>`
    INSERT INTO idempotency_keys (principal, key, body_hash, answer, created_at)
    SELECT v.principal, v.key, v.body_hash, v.answer, ${sql.now} FROM ${valuesOf([...first.values()])} WHERE 1 = 1
    ON CONFLICT (principal, key) DO UPDATE SET body_hash = excluded.body_hash, answer = excluded.answer,
      created_at = excluded.created_at
    WHERE idempotency_keys.created_at < ${sql.plus(sql.now, -KEY_LIFE_MS)}
    RETURNING principal, key`;
  const names = new Set(taken.map(nameOf));
  return new Set([...first].filter(([name]) => names.has(name)).map(([, use]) => use));
}

/** Gives keys back whose request made nothing: it was refused, and may be right the next time. */
export async function freeKeys(tx: DbOrTransaction, uses: readonly KeyUse[]): Promise<void> {
  if (uses.length === 0) return;
  const all = (column: "principal" | "key" | "answer") => sql.oneOf(uses.map((use) => use[column]));
  await tx.$executeRaw`
    DELETE FROM idempotency_keys
    WHERE principal IN ${all("principal")} AND key IN ${all("key")} AND answer IN ${all("answer")}`;
}

/** Writes what the request of a key that is taken made. */
export async function keepAnswer(tx: DbOrTransaction, use: KeyUse, answer: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE idempotency_keys SET answer = ${answer} WHERE principal = ${use.principal} AND key = ${use.key}`;
}

/** The stored use of each key, in the order of `uses`; null: the key is not known. */
export async function findKeys(
  db: DbOrTransaction,
  uses: readonly KeyUse[],
): Promise<({ bodyHash: string; answer: string } | null)[]> {
  const rows = await db.$queryRaw<{ principal: string; key: string; bodyHash: string; answer: string }[]>`
    SELECT k.principal, k.key, k.body_hash AS "bodyHash", k.answer
    FROM ${valuesOf(uses)} JOIN idempotency_keys k ON k.principal = v.principal AND k.key = v.key`;
  const found = new Map(rows.map((row) => [nameOf(row), row]));
  return uses.map((use) => found.get(nameOf(use)) ?? null);
}

/**
 * Forgets up to `limit` keys whose life is over. Their age is asked for twice, because one may be taken anew in between: PostgreSQL then
 * looks only at the outer condition again.
 * @returns how many
 */
export function pruneKeys(db: DbOrTransaction, limit: number): Promise<number> {
  const isOver = Prisma.sql`created_at < ${sql.plus(sql.now, -KEY_LIFE_MS)}`;
  return db.$executeRaw`
    DELETE FROM idempotency_keys WHERE ${isOver} AND (principal, key) IN (
      SELECT principal, key FROM idempotency_keys WHERE ${isOver} ORDER BY created_at LIMIT ${limit})`;
}
