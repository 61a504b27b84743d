import type { DeckStyle } from "@/lib/contract/decks";
import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { changeWithAttempts } from "./change-with-attempts";

/** What a worker needs of a job that it has claimed. */
export type ClaimedJob = {
  id: string;
  lesson_id: string;
  style: DeckStyle;
  use_llm_polish: boolean;
  timeout_seconds: number;
  retry_count: number;
  max_retries: number;
  lease_token: string;
  priority_rank: number;
  created_at: Date;
  /** Its number, from 1. */
  attempt: number;
  /** Where its trace goes on; null: it has none. */
  trace_parent: string | null;
};

export type Claim = { workerId: string; limit: number; leaseMs: number };

/**
 * Claims due jobs in queue order (priority with ageing, then age) and opens an attempt for each. Call it in a transaction:
 * a claim without its attempt would be a gap in the history. Nothing is claimed while the queue or this worker is paused.
 */
export async function claimJobs(tx: DbOrTransaction, claim: Claim): Promise<ClaimedJob[]> {
  const { workerId, limit, leaseMs } = claim;
  const change = Prisma.sql`
    UPDATE presentation_jobs SET status = 'running', worker_id = ${workerId}, lease_token = ${sql.newLeaseToken},
      lease_expires_at = ${sql.plus(sql.now, leaseMs)}, started_at = ${sql.now}, attempt = attempt + 1, progress = 0,
      stages = NULL, message = 'Started', rev = rev + 1
    WHERE id IN ${sql.picked(Prisma.sql`
      SELECT id FROM presentation_jobs ${sql.inQueueOrder}
      WHERE ${sql.isQueued} AND run_at <= ${sql.now} AND NOT ${isPaused(workerId)}
      ORDER BY priority_rank DESC, created_at, id LIMIT ${limit}`)}
    RETURNING id, lesson_id, style, use_llm_polish, timeout_seconds, retry_count, max_retries, lease_token, priority_rank,
      created_at, attempt, run_at, started_at, trace_parent`;
  const claimed = await changeWithAttempts<ClaimedJob>(
    tx,
    change,
    (changed) => Prisma.sql`
      INSERT INTO job_attempts (job_id, attempt, worker_id, lease_token, queued_at, started_at)
      SELECT id, attempt, ${workerId}, lease_token, run_at, started_at FROM ${changed}`,
  );
  // RETURNING promises no order.
  return claimed.sort(
    (a, b) =>
      b.priority_rank - a.priority_rank ||
      a.created_at.getTime() - b.created_at.getTime() ||
      (a.id < b.id ? -1 : 1),
  );
}

/** Whether a claim by this worker would find something; only reads. */
export async function hasClaimableJob(db: DbOrTransaction, workerId: string): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 AS yes FROM presentation_jobs ${sql.inDueOrder}
    WHERE status = 'pending' AND run_at <= ${sql.now} AND NOT ${isPaused(workerId)} LIMIT 1`;
  return rows.length > 0;
}

/**
 * Milliseconds until this worker can claim something, 0 = now: the next due time, or the end of the pause that stands before
 * it. Null: only a change of the database can bring that.
 */
export async function msUntilClaimable(db: DbOrTransaction, workerId: string): Promise<number | null> {
  const [row] = await db.$queryRaw<{ paused: Flag; endless: Flag; due: Ms; resume: Ms }[]>`
    SELECT ${isPaused(workerId)} AS paused,
      (SELECT ${sql.msBetween(sql.now, Prisma.sql`MIN(run_at)`)} FROM presentation_jobs ${sql.inDueOrder}
        WHERE status = 'pending') AS due,
      (SELECT ${sql.msBetween(sql.now, Prisma.sql`MAX(resume_at)`)} FROM (
        SELECT resume_at FROM queue_state WHERE ${isPauseInForce()}
        UNION ALL SELECT resume_at FROM workers WHERE id = ${workerId} AND ${isPauseInForce()}) AS pauses) AS resume,
      EXISTS (SELECT 1 FROM queue_state WHERE paused_at IS NOT NULL AND resume_at IS NULL)
        OR EXISTS (SELECT 1 FROM workers WHERE id = ${workerId}
          AND (draining_at IS NOT NULL OR (paused_at IS NOT NULL AND resume_at IS NULL))) AS endless`;
  // A pause without an end, or a drain, ends by a change only, whatever other pauses say.
  if (row?.endless) return null;
  const ms = row?.paused ? row.resume : row?.due;
  return ms === null || ms === undefined ? null : Math.max(0, Number(ms));
}

type Ms = number | bigint | null;
type Flag = boolean | bigint | number;

/** A condition on a row that can be paused. */
const isPauseInForce = () =>
  Prisma.sql`paused_at IS NOT NULL AND (resume_at IS NULL OR resume_at > ${sql.now})`;

/** A condition: claiming is paused everywhere or on this worker, or the worker drains. */
function isPaused(workerId: string): Prisma.Sql {
  return Prisma.sql`(
    EXISTS (SELECT 1 FROM queue_state WHERE paused_at IS NOT NULL AND (resume_at IS NULL OR resume_at > ${sql.now}))
    OR EXISTS (SELECT 1 FROM workers w WHERE w.id = ${workerId} AND (w.draining_at IS NOT NULL
      OR (w.paused_at IS NOT NULL AND (w.resume_at IS NULL OR w.resume_at > ${sql.now})))))`;
}
