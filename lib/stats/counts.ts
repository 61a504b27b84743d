/** How many jobs are in which state. docs/statistics.md defines the words. */
import { type Caller, ownerOf } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import type { JobCounts } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { readStates } from "./rollups/history";

/** The share of failed and timed-out jobs among those that ran to an end, in percent with one decimal; 0 when none did. */
export function failureRateOf(completed: number, failed: number): number {
  const ended = completed + failed;
  return ended === 0 ? 0 : Math.round((1000 * failed) / ended) / 10;
}

/** Number of jobs in each state. Of all jobs it costs no more when they are many. */
export function countJobs(caller: Caller): Promise<JobCounts> {
  return readStates(caller);
}

export function totalOf(counts: JobCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** @param userId whose jobs count */
export async function countJobsOf(userId: string): Promise<JobCounts> {
  const rows = await db().$queryRaw<{ status: keyof JobCounts; count: bigint }[]>`
    SELECT status, COUNT(*) AS count FROM presentation_jobs WHERE user_id = ${userId} GROUP BY status`;
  const counts: JobCounts = { pending: 0, running: 0, completed: 0, failed: 0, cancelled: 0, timeout: 0 };
  for (const row of rows) counts[row.status] = Number(row.count);
  return counts;
}

/** The job that waits longest although it is due. Of all jobs it costs no more when many wait. */
export async function oldestPending(caller: Caller): Promise<{ id: string; minutes: number } | null> {
  const rows = await db().$queryRaw<{ id: string; age_ms: bigint | number }[]>`
    SELECT id, ${sql.msBetween(Prisma.sql`run_at`, sql.now)} AS age_ms
    FROM presentation_jobs ${ownerOf(caller) === null ? sql.inDueOrder : Prisma.empty}
    WHERE status = 'pending' AND run_at <= ${sql.now} AND ${within(caller)} ORDER BY run_at LIMIT 1`;
  const first = rows[0];
  return first ? { id: first.id, minutes: Math.round(Number(first.age_ms) / 6_000) / 10 } : null;
}
