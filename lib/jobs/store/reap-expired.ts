import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";

export type Reaped = { requeued: string[]; failed: string[] };

/**
 * Takes up to `limit` running jobs with an expired lease away from their worker: back to the queue while retries remain, else
 * failed as ORPHANED. Jobs whose lease is alive are never touched. Call it in a transaction.
 * @param startedMs only those whose attempt began at least this long ago
 * @param ids only these
 */
export async function reapExpired(
  tx: DbOrTransaction,
  limit: number,
  startedMs = 0,
  ids?: readonly string[],
): Promise<Reaped> {
  const named = ids ? Prisma.sql`AND id IN ${sql.oneOf(ids)}` : Prisma.empty;
  const expired = Prisma.sql`SELECT id FROM presentation_jobs ${sql.inLeaseOrder}
    WHERE ${isExpired(startedMs)} ${named} ORDER BY lease_expires_at LIMIT ${limit}`;
  const rows = await tx.$queryRaw<{ id: string; status: string; attempt: number }[]>`
    UPDATE presentation_jobs SET
      status = CASE WHEN retry_count < max_retries THEN 'pending' ELSE 'failed' END,
      completed_at = CASE WHEN retry_count < max_retries THEN NULL ELSE ${sql.now} END,
      error_code = CASE WHEN retry_count < max_retries THEN NULL ELSE 'ORPHANED' END,
      error_message = CASE WHEN retry_count < max_retries THEN NULL ELSE 'The worker disappeared and no retries are left' END,
      message = CASE WHEN retry_count < max_retries THEN 'Waiting: its worker disappeared'
        ELSE 'The worker disappeared and no retries are left' END,
      processing_time_seconds = CASE WHEN retry_count < max_retries THEN NULL
        ELSE ${sql.msBetween(Prisma.sql`started_at`, sql.now)} / 1000.0 END,
      progress = CASE WHEN retry_count < max_retries THEN 0 ELSE progress END,
      worker_id = CASE WHEN retry_count < max_retries THEN NULL ELSE worker_id END,
      started_at = CASE WHEN retry_count < max_retries THEN NULL ELSE started_at END,
      run_at = ${sql.now}, retry_count = CASE WHEN retry_count < max_retries THEN retry_count + 1 ELSE retry_count END,
      lease_token = NULL, lease_expires_at = NULL, rev = rev + 1
    WHERE id IN ${sql.picked(expired)} RETURNING id, status, attempt`;
  if (rows.length === 0) return { requeued: [], failed: [] };
  await tx.$executeRaw`
    UPDATE job_attempts SET outcome = 'orphaned', ended_at = ${sql.now}, error_code = 'ORPHANED',
      error_message = 'The worker stopped renewing its lease'
    WHERE outcome = 'running' AND job_id IN ${sql.oneOf(rows.map((row) => row.id))}`;
  const idsOf = (status: string) => rows.filter((row) => row.status === status).map((row) => row.id);
  return { requeued: idsOf("pending"), failed: idsOf("failed") };
}

const isExpired = (startedMs: number) => Prisma.sql`status = 'running' AND lease_expires_at < ${sql.now}
  AND started_at <= ${sql.plus(sql.now, -startedMs)}`;

/** What reapExpired would do now; only reads. */
export async function countExpired(
  db: DbOrTransaction,
  startedMs: number,
): Promise<{ requeued: number; failed: number }> {
  const [counted] = await db.$queryRaw<[{ all: bigint; requeued: bigint }]>`
    SELECT COUNT(*) AS "all", COUNT(CASE WHEN retry_count < max_retries THEN 1 END) AS requeued
    FROM presentation_jobs ${sql.inLeaseOrder} WHERE ${isExpired(startedMs)}`;
  const requeued = Number(counted.requeued);
  return { requeued, failed: Number(counted.all) - requeued };
}
