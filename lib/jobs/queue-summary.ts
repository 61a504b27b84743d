/** The queue at a glance. */
import type { Caller } from "@/lib/auth/caller";
import { within } from "@/lib/auth/ownership";
import type { JobCounts } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { countJobs } from "@/lib/stats/counts";
import { type LiveWorker, liveWorkers } from "./workers";

export type QueueSummary = {
  counts: JobCounts;
  /** The job that waits longest although it is due. */
  oldestPending: { jobId: string; ageSeconds: number } | null;
  workers: LiveWorker[];
};

export async function queueSummary(caller: Caller): Promise<QueueSummary> {
  const [counts, oldest, workers] = await Promise.all([
    countJobs(caller),
    db().$queryRaw<{ id: string; age_ms: bigint }[]>`
      SELECT id, ${sql.msBetween(Prisma.sql`run_at`, sql.now)} AS age_ms FROM presentation_jobs
      WHERE status = 'pending' AND run_at <= ${sql.now} AND ${within(caller)} ORDER BY run_at LIMIT 1`,
    liveWorkers(),
  ]);
  const first = oldest[0];
  return {
    counts,
    oldestPending: first ? { jobId: first.id, ageSeconds: Number(first.age_ms) / 1000 } : null,
    workers,
  };
}
