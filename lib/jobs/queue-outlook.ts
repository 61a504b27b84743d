/** Where a waiting job stands and when it will start. Computed at reading, because every claim moves it. */
import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import type { JobRow, QueueOutlook } from "./job-row";
import { WORKER_ALIVE_MS } from "./workers";

/** Beyond this place a position is of no use to anybody, and counting would cost what the queue is long. */
const MAX_POSITION = 1000;
/** How many of the last completed jobs tell how long the next ones take. */
const RECENT_JOBS = 50;
/** Slots and run times change slowly; a flood of new jobs need not ask for each. */
const PACE_VALID_MS = 1000;

/** How fast the queue moves: slots of live workers, and seconds a job takes. */
type Pace = { slots: number; averageSeconds: number; readAt: number };
let pace: Pace | null = null;

async function readPace(db: DbOrTransaction): Promise<Pace> {
  if (pace !== null && performance.now() - pace.readAt < PACE_VALID_MS) return pace;
  const [facts] = await db.$queryRaw<{ slots: bigint | null; average: number | null }[]>`
    SELECT
      (SELECT SUM(slots) FROM workers WHERE heartbeat_at > ${sql.plus(sql.now, -WORKER_ALIVE_MS)}) AS slots,
      (SELECT AVG(processing_time_seconds) FROM (SELECT processing_time_seconds FROM presentation_jobs
        WHERE completed_at IS NOT NULL AND status = 'completed' ORDER BY completed_at DESC LIMIT ${RECENT_JOBS}) AS recent) AS average`;
  pace = { slots: Number(facts?.slots ?? 0), averageSeconds: facts?.average ?? 1, readAt: performance.now() };
  return pace;
}

/** Place among what is due before it (1 = next) and seconds until it is claimed; null for a job that does not wait. */
export async function queueOutlook(db: DbOrTransaction, row: JobRow): Promise<QueueOutlook | null> {
  if (row.status !== "pending") return null;
  const [facts] = await db.$queryRaw<{ ahead: bigint; due_in_ms: bigint | number }[]>`
    SELECT
      (SELECT COUNT(*) FROM (SELECT 1 AS one FROM presentation_jobs ${sql.inQueueOrder} WHERE ${sql.isQueued}
        AND run_at <= ${sql.greatest(sql.now, sql.at(row.run_at.getTime()))}
        AND (priority_rank > ${row.priority_rank} OR (priority_rank = ${row.priority_rank}
          AND (created_at, id) < (${sql.at(row.created_at.getTime())}, ${row.id}))) LIMIT ${MAX_POSITION}) AS before_it) AS ahead,
      ${sql.msBetween(sql.now, sql.at(row.run_at.getTime()))} AS due_in_ms`;
  const ahead = Number(facts?.ahead ?? 0);
  const dueInSeconds = Math.max(0, Number(facts?.due_in_ms ?? 0) / 1000);
  const { slots, averageSeconds } = await readPace(db);
  const turnSeconds = Math.floor(ahead / Math.max(slots, 1)) * averageSeconds;
  return {
    position: ahead + 1,
    startsInSeconds: slots === 0 ? null : Math.round(Math.max(dueInSeconds, turnSeconds) * 10) / 10,
  };
}
