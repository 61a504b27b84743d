/** Where a waiting job stands and when it will start. Computed at reading, because every claim moves it. */
import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import type { JobRow, QueueOutlook } from "./job-row";
import { WORKER_ALIVE_MS } from "./workers";

/** Beyond this place a position is of no use to anybody, and counting would cost what the queue is long. */
const MAX_AHEAD = 1000;
/** How many of the last completed jobs tell how long the next ones take. */
const RECENT_JOBS = 50;
/** A flood of new jobs need not ask for each; what changes within this time moves an estimate by no more. */
const PACE_VALID_MS = 1000;

/** How fast the queue moves, and how far the database's clock is ahead of ours. */
type Pace = {
  /** Of the workers that live and claim; none while the queue is paused. */
  slots: number;
  /** Those of them that run nothing. */
  freeSlots: number;
  /** What a job takes. */
  averageSeconds: number;
  clockAheadMs: number;
  readAt: number;
};
const shared = globalThis as typeof globalThis & { __presentationJobsPace?: Pace };

async function lastPace(db: DbOrTransaction): Promise<Pace> {
  const last = shared.__presentationJobsPace;
  if (last !== undefined && performance.now() - last.readAt < PACE_VALID_MS) return last;
  const pace = await readPace(db);
  shared.__presentationJobsPace = pace;
  return pace;
}

/** The pace as it is now. */
export async function readPace(db: DbOrTransaction): Promise<Pace> {
  // As a claim asks (store/claim-jobs.ts).
  const paused = Prisma.sql`paused_at IS NOT NULL AND (resume_at IS NULL OR resume_at > ${sql.now})`;
  const claims = Prisma.sql`heartbeat_at > ${sql.plus(sql.now, -WORKER_ALIVE_MS)} AND draining_at IS NULL
    AND NOT (${paused}) AND NOT EXISTS (SELECT 1 FROM queue_state WHERE ${paused})`;
  const [facts] = await db.$queryRaw<
    [{ slots: bigint | null; busy: bigint; average: number | null; now_ms: bigint | number }]
  >`
    SELECT ${sql.msBetween(sql.at(0), sql.now)} AS now_ms,
      (SELECT SUM(slots) FROM workers WHERE ${claims}) AS slots,
      (SELECT COUNT(*) FROM presentation_jobs ${sql.inLeaseOrder}
        WHERE status = 'running' AND worker_id IN (SELECT id FROM workers WHERE ${claims})) AS busy,
      (SELECT AVG(processing_time_seconds) FROM (SELECT processing_time_seconds FROM presentation_jobs ${sql.by("idx_jobs_completed")}
        WHERE completed_at IS NOT NULL AND status = 'completed' ORDER BY completed_at DESC LIMIT ${RECENT_JOBS}) AS recent) AS average`;
  const slots = Number(facts.slots ?? 0);
  return {
    slots,
    freeSlots: Math.max(0, slots - Number(facts.busy)),
    averageSeconds: facts.average ?? 1,
    clockAheadMs: Number(facts.now_ms) - Date.now(),
    readAt: performance.now(),
  };
}

/** Place among what is due before it (1 = next) and seconds until it is claimed; null for a job that does not wait. */
export async function queueOutlook(
  db: DbOrTransaction,
  row: JobRow,
  pace?: Pace,
): Promise<QueueOutlook | null> {
  if (row.status !== "pending") return null;
  return outlookAt(await countAhead(db, row), row, pace ?? (await lastPace(db)));
}

/**
 * The outlooks of those of `rows` that wait, by job id, for a page of a list. One look at the front of the queue places all that
 * are due; the few that are not due yet are counted one by one.
 */
export async function pageQueueOutlooks(
  db: DbOrTransaction,
  rows: readonly JobRow[],
): Promise<Map<string, QueueOutlook>> {
  const waiting = rows.filter(({ status }) => status === "pending");
  if (waiting.length === 0) return new Map();
  const [pace, places] = await Promise.all([
    lastPace(db),
    db.$queryRaw<{ id: string; place: bigint }[]>`
      SELECT id, place FROM (
        SELECT id, ROW_NUMBER() OVER (ORDER BY priority_rank DESC, created_at, id) AS place FROM (
          SELECT id, priority_rank, created_at FROM presentation_jobs ${sql.inQueueOrder}
          WHERE ${sql.isQueued} AND run_at <= ${sql.now}
          ORDER BY priority_rank DESC, created_at, id LIMIT ${MAX_AHEAD}) AS front) AS placed
      WHERE id IN ${sql.oneOf(waiting.map(({ id }) => id))}`,
  ]);
  const placeOf = new Map(places.map(({ id, place }) => [id, Number(place)]));
  const outlooks = new Map<string, QueueOutlook>();
  for (const row of waiting) {
    const isDue = row.run_at.getTime() <= Date.now() + pace.clockAheadMs;
    const place = placeOf.get(row.id);
    const ahead = place ? place - 1 : isDue ? MAX_AHEAD : await countAhead(db, row);
    outlooks.set(row.id, outlookAt(ahead, row, pace));
  }
  return outlooks;
}

/**
 * The outlook of jobs that were stored by one statement, in the order of `rows`. Those of one priority stand one behind another,
 * so that one count serves them all, however many they are.
 */
export async function newQueueOutlooks(
  db: DbOrTransaction,
  rows: readonly JobRow[],
): Promise<Map<string, QueueOutlook>> {
  const pace = await lastPace(db);
  const outlooks = new Map<string, QueueOutlook>();
  const nextAhead = new Map<number, number>();
  for (const row of rows.toSorted(byQueueOrder)) {
    const isDue = row.run_at.getTime() <= row.created_at.getTime();
    const ahead = (isDue ? nextAhead.get(row.priority_rank) : undefined) ?? (await countAhead(db, row));
    if (isDue) nextAhead.set(row.priority_rank, Math.min(MAX_AHEAD, ahead + 1));
    outlooks.set(row.id, outlookAt(ahead, row, pace));
  }
  return outlooks;
}

const byQueueOrder = (a: JobRow, b: JobRow) =>
  b.priority_rank - a.priority_rank ||
  a.created_at.getTime() - b.created_at.getTime() ||
  (a.id < b.id ? -1 : 1);

/** How many jobs are claimed before `row`, at most MAX_AHEAD. */
async function countAhead(db: DbOrTransaction, row: JobRow): Promise<number> {
  const runAt = sql.at(row.run_at.getTime());
  const due = Prisma.sql`FROM presentation_jobs ${sql.inQueueOrder} WHERE ${sql.isQueued} AND run_at <= ${sql.greatest(sql.now, runAt)}`;
  // Two ranges of the index: with OR between them it would be walked from its beginning.
  const [facts] = await db.$queryRaw<[{ ahead: bigint }]>`
    SELECT COUNT(*) AS ahead FROM (
      SELECT 1 AS one ${due} AND priority_rank > ${row.priority_rank}
      UNION ALL
      SELECT 1 ${due} AND priority_rank = ${row.priority_rank}
        AND (created_at, id) < (${sql.at(row.created_at.getTime())}, ${row.id})
      LIMIT ${MAX_AHEAD}) AS before_it`;
  return Number(facts.ahead);
}

/** What finds no free slot waits for one: they come free one after another, all of them once while a job runs. */
function outlookAt(ahead: number, row: JobRow, pace: Pace): QueueOutlook {
  const dueInSeconds = Math.max(0, (row.run_at.getTime() - Date.now() - pace.clockAheadMs) / 1000);
  const waitsForSlots = Math.max(0, ahead + 1 - pace.freeSlots);
  const turnSeconds = (waitsForSlots / pace.slots) * pace.averageSeconds;
  return {
    position: ahead + 1,
    startsInSeconds: pace.slots === 0 ? null : Math.round(Math.max(dueInSeconds, turnSeconds) * 10) / 10,
  };
}
