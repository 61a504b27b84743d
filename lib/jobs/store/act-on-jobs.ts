/** What callers do to jobs, to one or to many: each is one guarded, set-based statement, with its trace in the history. */
import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { type JobPriority, jobPriorities, priorityRank } from "../state";
import { hasNewerDeck } from "./adopt-decks";

/** `within` limits the statements to what the caller may touch: ownership is part of the query. */
export type Target = { ids: readonly string[]; within: Prisma.Sql };

/** The rank without what ageing had added. */
const ownRank = Prisma.raw(
  `CASE priority ${jobPriorities.map((name) => `WHEN '${name}' THEN ${priorityRank[name]}`).join(" ")} END`,
);

/** Cancels those that have not ended, whoever holds them, at once. Call it in a transaction. @returns their ids */
export async function cancelJobs(tx: DbOrTransaction, target: Target, reason: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE presentation_jobs SET status = 'cancelled', completed_at = ${sql.now}, error_code = 'CANCELLED',
      error_message = ${reason}, message = ${reason}, lease_token = NULL, lease_expires_at = NULL,
      processing_time_seconds = CASE WHEN started_at IS NULL THEN NULL
        ELSE ${sql.msBetween(Prisma.sql`started_at`, sql.now)} / 1000.0 END, rev = rev + 1
    WHERE id IN ${sql.oneOf(target.ids)} AND ${sql.statusUnindexed} IN ('pending', 'running') AND ${target.within} RETURNING id`;
  const ids = rows.map((row) => row.id);
  if (ids.length > 0) {
    await tx.$executeRaw`
      UPDATE job_attempts SET outcome = 'cancelled', ended_at = ${sql.now}, error_code = 'CANCELLED', error_message = ${reason}
      WHERE outcome = 'running' AND job_id IN ${sql.oneOf(ids)}`;
  }
  return ids;
}

/**
 * Puts ended jobs that did not complete back into the queue. Forced: also without retries left, which raises the limit by
 * one. @returns their ids
 */
export async function retryJobs(db: DbOrTransaction, target: Target, force: boolean): Promise<string[]> {
  const allowed = force ? Prisma.sql`1 = 1` : Prisma.sql`retry_count < max_retries`;
  const rows = await db.$queryRaw<{ id: string }[]>`
    UPDATE presentation_jobs SET status = 'pending', run_at = ${sql.now}, progress = 0, completed_at = NULL, started_at = NULL,
      worker_id = NULL, error_code = NULL, error_message = NULL, error_details = NULL, processing_time_seconds = NULL,
      stages = NULL, max_retries = ${sql.greatest(Prisma.sql`max_retries`, Prisma.sql`retry_count + 1`)},
      retry_count = retry_count + 1, priority_rank = ${ownRank}, message = 'Waiting in the queue again', rev = rev + 1
    WHERE id IN ${sql.oneOf(target.ids)} AND ${sql.statusUnindexed} IN ('failed', 'timeout', 'cancelled') AND ${allowed}
      AND ${target.within} RETURNING id`;
  return rows.map((row) => row.id);
}

/** Changes jobs that still wait; what is left out stays. @returns whether the job was one that waits */
export async function changeWaiting(
  db: DbOrTransaction,
  target: Target,
  changes: {
    priority?: JobPriority | undefined;
    runAtMs?: number | undefined;
    maxRetries?: number | undefined;
    timeoutSeconds?: number | undefined;
  },
): Promise<boolean> {
  const { priority, runAtMs, maxRetries, timeoutSeconds } = changes;
  const sets = [Prisma.sql`rev = rev + 1`];
  if (priority) sets.push(Prisma.sql`priority = ${priority}, priority_rank = ${priorityRank[priority]}`);
  if (runAtMs !== undefined) sets.push(Prisma.sql`run_at = ${sql.greatest(sql.now, sql.at(runAtMs))}`);
  if (maxRetries !== undefined) sets.push(Prisma.sql`max_retries = ${maxRetries}`);
  if (timeoutSeconds !== undefined) sets.push(Prisma.sql`timeout_seconds = ${timeoutSeconds}`);
  const count = await db.$executeRaw`
    UPDATE presentation_jobs SET ${Prisma.join(sets)}
    WHERE id IN ${sql.oneOf(target.ids)} AND ${sql.statusUnindexed} = 'pending' AND ${target.within}`;
  return count > 0;
}

/**
 * Deletes jobs that have ended, with their history and the decks that nobody needs any more: stale ones that are not the newest
 * of their lesson. The newest good deck of a lesson outlives its job. Call it in a transaction.
 * @returns the ids of the jobs; what files may go once this is committed, `removeDroppedFiles` knows
 */
export async function deleteJobs(tx: DbOrTransaction, target: Target): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string; presentation_id: string | null }[]>`
    DELETE FROM presentation_jobs WHERE id IN ${sql.oneOf(target.ids)} AND ${sql.statusUnindexed} NOT IN ('pending', 'running')
      AND ${target.within} RETURNING id, presentation_id`;
  const made = rows.flatMap((row) => row.presentation_id ?? []);
  if (made.length > 0) {
    await tx.$executeRaw`
      DELETE FROM presentations WHERE id IN ${sql.oneOf(made)} AND status = 'stale' AND ${hasNewerDeck}`;
  }
  return rows.map((row) => row.id);
}
