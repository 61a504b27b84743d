/** What the rules about the queue measure: by the database's time, and at a cost that does not grow with history. */
import { FAILURE_RATE_MIN_JOBS, FAILURE_RATE_MINUTES } from "@/lib/contract/alert-rules";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { databaseNow } from "@/lib/db/now";
import { Prisma } from "@/lib/generated/prisma/client";
import { readQueueState } from "@/lib/jobs/store/control";
import { liveWorkers } from "@/lib/jobs/workers";
import { failureRateOf, oldestPending } from "@/lib/stats/counts";
import { happenedAt } from "@/lib/stats/rollups/facts";
import { readHistory } from "@/lib/stats/rollups/history";
import { startOfPiece } from "@/lib/stats/rollups/pieces";
import { Tally } from "@/lib/stats/rollups/tally";
import { everybody } from "./everybody";

const MINUTE_MS = 60_000;
/** Whether a thousand jobs wait or more makes no difference to anybody who is woken. */
const MOST_COUNTED = 1_001;

const inMinutes = (ms: number) => Math.max(0, Math.round(ms / 6_000) / 10);

/** Jobs that are due while nobody is there to take them; 0 while a worker lives. Counted up to 1,001. */
export async function desertedJobs(): Promise<number> {
  if ((await liveWorkers()).length > 0) return 0;
  const [row] = await db().$queryRaw<{ count: bigint }[]>`
    SELECT COUNT(*) AS count FROM (
      SELECT id FROM presentation_jobs ${sql.inDueOrder}
      WHERE status = 'pending' AND run_at <= ${sql.now} LIMIT ${MOST_COUNTED}) AS due`;
  return Number(row?.count ?? 0);
}

/** Minutes for which the job that waits longest has been due; null when none waits. */
export async function longestWait(): Promise<number | null> {
  return (await oldestPending(everybody))?.minutes ?? null;
}

/**
 * Minutes since jobs wait and none has been completed: from the last completion on, or from when the oldest of them was due if that is
 * later. Null when none waits, and while the queue is paused: then nothing shall be completed.
 */
export async function minutesWithoutCompletion(): Promise<number | null> {
  const [{ pausedAt }, waiting] = await Promise.all([readQueueState(db()), longestWait()]);
  if (pausedAt !== null || waiting === null) return null;
  const [last] = await db().$queryRaw<{ ago_ms: number | bigint }[]>`
    SELECT ${sql.msBetween(Prisma.sql`completed_at`, sql.now)} AS ago_ms
    FROM presentation_jobs ${sql.by("idx_jobs_completed")}
    WHERE completed_at IS NOT NULL AND completed_at >= ${sql.plus(sql.now, -waiting * MINUTE_MS)}
      AND ${sql.statusUnindexed} = 'completed' ORDER BY completed_at DESC LIMIT 1`;
  return last ? inMinutes(Number(last.ago_ms)) : waiting;
}

/** Percent of the jobs that ran to an end within the last half hour; null when they were too few to say anything. */
export async function recentFailureRate(): Promise<number | null> {
  const nowMs = await databaseNow();
  const fromMs = startOfPiece(nowMs - FAILURE_RATE_MINUTES * MINUTE_MS, 1);
  const { events } = await readHistory(everybody, [{ fromMs, toMs: null, longest: 5 }], nowMs);
  const tally = new Tally();
  for (const { addTo } of events) addTo(tally);
  const completed = tally.outcomes.of("completed");
  if (completed + tally.failures < FAILURE_RATE_MIN_JOBS) return null;
  return failureRateOf(completed, tally.failures);
}

/**
 * Minutes for which something has waited to be added up (lib/stats/rollups/); 0 when nothing does. Each time that it is done leaves its
 * time in the row `fold` of the duties; a time that fails leaves none. After a quiet night that was long ago, and what waits is a moment
 * old; what a retry or a deletion has left may tell of days ago. So the younger of the two holds.
 */
export async function minutesWithoutRollup(): Promise<number> {
  const [row] = await db().$queryRaw<
    { change_ms: number | bigint | null; fold_ms: number | bigint | null }[]
  >`
    SELECT
      (SELECT ${sql.msBetween(happenedAt, sql.now)} FROM job_changes ORDER BY id LIMIT 1) AS change_ms,
      (SELECT ${sql.msBetween(Prisma.sql`expires_at`, sql.now)} FROM duties WHERE name = 'fold') AS fold_ms`;
  if (row?.change_ms == null) return 0;
  const changeMs = Number(row.change_ms);
  return inMinutes(Math.min(changeMs, Number(row.fold_ms ?? changeMs)));
}
