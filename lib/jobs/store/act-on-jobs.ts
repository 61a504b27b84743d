/** What callers do to jobs, to one or to many: each is one guarded, set-based statement, with its trace in the history. */
import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";

/** `within` limits the statements to what the caller may touch: ownership is part of the query. */
export type Target = { ids: readonly string[]; within: Prisma.Sql };

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
      retry_count = retry_count + 1, message = 'Waiting in the queue again', rev = rev + 1
    WHERE id IN ${sql.oneOf(target.ids)} AND ${sql.statusUnindexed} IN ('failed', 'timeout', 'cancelled') AND ${allowed}
      AND ${target.within} RETURNING id`;
  return rows.map((row) => row.id);
}

/** Deletes jobs that have ended, with their history. @returns their ids */
export async function deleteJobs(db: DbOrTransaction, target: Target): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    DELETE FROM presentation_jobs WHERE id IN ${sql.oneOf(target.ids)} AND ${sql.statusUnindexed} NOT IN ('pending', 'running')
      AND ${target.within} RETURNING id`;
  return rows.map((row) => row.id);
}
