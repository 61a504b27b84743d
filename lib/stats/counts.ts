/** How many jobs are in which state, and what became of them lately. docs/statistics.md defines the words. */
import { type Caller, ownerOf } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import type { JobCounts } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { MANY_JOBS } from "@/lib/jobs/read";
import { remembered } from "@/lib/remember";
import { averageRunSeconds } from "./durations";

/** The share of failed and timed-out jobs among those that ran to an end, in percent with one decimal; 0 when none did. */
export function failureRateOf(completed: number, failed: number): number {
  const ended = completed + failed;
  return ended === 0 ? 0 : Math.round((1000 * failed) / ended) / 10;
}

/** @param scope a condition on presentation_jobs: whose jobs count */
export async function countByState(scope: Prisma.Sql): Promise<JobCounts & { total: number }> {
  const rows = await db().$queryRaw<{ status: keyof JobCounts; count: bigint }[]>`
    SELECT status, COUNT(*) AS count FROM presentation_jobs WHERE ${scope} GROUP BY status`;
  const counts = { pending: 0, running: 0, completed: 0, failed: 0, cancelled: 0, timeout: 0, total: 0 };
  for (const row of rows) {
    counts[row.status] = Number(row.count);
    counts.total += Number(row.count);
  }
  return counts;
}

export type Recent = { created: number; completed: number; failed: number };

/** Jobs created, and jobs ended, within the last `hours`. */
export async function countRecent(scope: Prisma.Sql, hours: number): Promise<Recent> {
  const since = sql.plus(sql.now, -hours * 3_600_000);
  const [created, ended] = await Promise.all([
    db().$queryRaw<{ count: bigint }[]>`
      SELECT COUNT(*) AS count FROM presentation_jobs WHERE created_at >= ${since} AND ${scope}`,
    db().$queryRaw<{ status: string; count: bigint }[]>`
      SELECT status, COUNT(*) AS count FROM presentation_jobs
      WHERE completed_at IS NOT NULL AND completed_at >= ${since} AND ${scope} GROUP BY status`,
  ]);
  const of = (status: string) => Number(ended.find((row) => row.status === status)?.count ?? 0);
  return {
    created: Number(created[0]?.count ?? 0),
    completed: of("completed"),
    failed: of("failed") + of("timeout"),
  };
}

export type QueueNumbers = {
  counts: JobCounts & { total: number };
  recent: Recent;
  averageSeconds: number | null;
};

/** What health and statistics both tell of the last `hours`; of many jobs it may be the numbers of a moment ago. */
export function queueNumbers(caller: Caller, hours: number): Promise<QueueNumbers> {
  const scope = within(caller);
  const read = async () => {
    const [counts, recent, averageSeconds] = await Promise.all([
      countByState(scope),
      countRecent(scope, hours),
      averageRunSeconds(scope, hours),
    ]);
    return { counts, recent, averageSeconds };
  };
  return remembered(`numbers ${ownerOf(caller)} ${hours}`, read, ({ counts }) => counts.total > MANY_JOBS);
}

/** The job that waits longest although it is due. */
export async function oldestPending(scope: Prisma.Sql): Promise<{ id: string; minutes: number } | null> {
  const rows = await db().$queryRaw<{ id: string; age_ms: bigint | number }[]>`
    SELECT id, ${sql.msBetween(Prisma.sql`run_at`, sql.now)} AS age_ms FROM presentation_jobs
    WHERE status = 'pending' AND run_at <= ${sql.now} AND ${scope} ORDER BY run_at LIMIT 1`;
  const first = rows[0];
  return first ? { id: first.id, minutes: Math.round(Number(first.age_ms) / 6_000) / 10 } : null;
}
