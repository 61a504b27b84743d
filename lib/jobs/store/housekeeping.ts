/** Statements of the duties that any worker may do and only one does at a time. */
import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { jobPriorities, priorityRank } from "../state";
import { hasNewerDeck } from "./adopt-decks";

/**
 * Takes or keeps the duty `name` for `ms`. False: another worker has it. The holder renews it by calling again; when it dies
 * the duty falls free by itself.
 */
export async function takeDuty(
  db: DbOrTransaction,
  name: string,
  holder: string,
  ms: number,
): Promise<boolean> {
  const count = await db.$executeRaw`
    INSERT INTO duties (name, holder, expires_at) VALUES (${name}, ${holder}, ${sql.plus(sql.now, ms)})
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
    WHERE duties.holder = excluded.holder OR duties.expires_at < ${sql.now}`;
  return count === 1;
}

/**
 * Deletes up to `limit` jobs that ended before `ageMs` ago, and decks that went stale before then; active jobs never, and never the
 * newest deck of a lesson, which stays readable until there is a better one. Outside of a transaction the jobs and the decks are two
 * short ones, and the decks are looked for without a lock. @returns the decks whose files may go
 */
export async function pruneFinished(
  db: DbOrTransaction,
  ageMs: number,
  limit: number,
): Promise<{ jobs: number; decks: string[] }> {
  const before = sql.plus(sql.now, -ageMs);
  const jobs = await db.$executeRaw`
    DELETE FROM presentation_jobs WHERE id IN ${sql.picked(Prisma.sql`
      SELECT id FROM presentation_jobs WHERE completed_at < ${before} ORDER BY completed_at LIMIT ${limit}`)}`;
  const mayGo = Prisma.sql`status = 'stale' AND updated_at < ${before} AND ${hasNewerDeck}`;
  const found = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM presentations WHERE ${mayGo} ORDER BY updated_at LIMIT ${limit}`;
  if (found.length === 0) return { jobs, decks: [] };
  const decks = await db.$queryRaw<{ id: string }[]>`
    DELETE FROM presentations WHERE id IN ${sql.oneOf(found.map(({ id }) => id))} AND ${mayGo} RETURNING id`;
  return { jobs, decks: decks.map((deck) => deck.id) };
}

/**
 * Ageing: a job rises by one rank for every `stepMs` it has waited, so that `low` is never starved; among equals the oldest is
 * first, so it then comes before every newer `urgent`. At most `limit` jobs per rank.
 * @returns how many rose
 */
export async function promoteWaiting(db: DbOrTransaction, stepMs: number, limit: number): Promise<number> {
  const top = priorityRank.urgent;
  let promoted = 0;
  for (const priority of jobPriorities) {
    for (let rank = priorityRank[priority]; rank < top; rank++) {
      const waited = sql.plus(sql.now, -stepMs * (rank - priorityRank[priority] + 1));
      promoted += await db.$executeRaw`
        UPDATE presentation_jobs SET priority_rank = ${rank + 1} WHERE id IN ${sql.picked(Prisma.sql`
          SELECT id FROM presentation_jobs ${sql.inQueueOrder}
          WHERE ${sql.isQueued} AND priority_rank = ${rank} AND created_at < ${waited} AND run_at < ${waited}
            AND priority = ${priority} ORDER BY created_at, id LIMIT ${limit}`)}`;
    }
  }
  return promoted;
}
