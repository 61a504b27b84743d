/** What stands in the database this moment, besides the jobs' counts: one statement of small looks, each served by an index. */
import { statfs } from "node:fs/promises";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";

export type Readings = {
  nowMs: number;
  /** How long the job that has waited longest has been due; 0: none is. */
  oldestPendingSeconds: number;
  /** Pending jobs that are not due yet. */
  delayed: number;
  /** Running jobs whose lease is over: their worker is silent, and nobody has taken them back yet. */
  stalled: number;
  isPaused: boolean;
  /** When changes were last folded into the tallies; null: never. */
  foldedMs: number | null;
  /** Messages about alerts that were given up within the last day, or that wait after three tries and more. */
  undeliveredAlerts: number;
  /** Acts on many jobs that go on, by state. */
  actions: { scheduled: number; running: number; undoing: number };
  databaseBytes: number;
};

const DAY_MS = 24 * 60 * 60 * 1000;

type Amount = number | bigint | null;

export async function readReadings(): Promise<Readings> {
  const sinceEpoch = (time: Prisma.Sql) => sql.msBetween(sql.at(0), time);
  const actions = (state: keyof Readings["actions"]) =>
    Prisma.sql`(SELECT COUNT(*) FROM bulk_actions WHERE state = ${state})`;
  const rows = await db().$queryRaw<[Record<string, Amount>]>`
    SELECT ${sinceEpoch(sql.now)} AS now_ms,
      (SELECT ${sql.msBetween(Prisma.sql`MIN(run_at)`, sql.now)} FROM presentation_jobs ${sql.inDueOrder}
        WHERE status = 'pending' AND run_at <= ${sql.now}) AS oldest_ms,
      (SELECT COUNT(*) FROM presentation_jobs ${sql.inDueOrder} WHERE status = 'pending' AND run_at > ${sql.now}) AS delayed,
      (SELECT COUNT(*) FROM presentation_jobs ${sql.inLeaseOrder}
        WHERE status = 'running' AND lease_expires_at < ${sql.now}) AS stalled,
      (SELECT COUNT(*) FROM queue_state
        WHERE paused_at IS NOT NULL AND (resume_at IS NULL OR resume_at > ${sql.now})) AS pauses,
      (SELECT ${sinceEpoch(Prisma.sql`MAX(expires_at)`)} FROM duties WHERE name = 'fold') AS folded_ms,
      (SELECT COUNT(*) FROM alert_deliveries
        WHERE outcome = 'failed' AND ended_at >= ${sql.plus(sql.now, -DAY_MS)}) AS given_up,
      (SELECT COUNT(*) FROM alert_deliveries WHERE outcome = 'waiting' AND tries >= 3) AS undelivered,
      ${actions("scheduled")} AS scheduled, ${actions("running")} AS running, ${actions("undoing")} AS undoing,
      ${sql.databaseBytes} AS bytes`;
  const [row] = rows;
  const number = (name: string) => Number(row[name] ?? 0);
  return {
    nowMs: number("now_ms"),
    oldestPendingSeconds: number("oldest_ms") / 1000,
    delayed: number("delayed"),
    stalled: number("stalled"),
    isPaused: number("pauses") > 0,
    foldedMs: row.folded_ms === null || row.folded_ms === undefined ? null : Number(row.folded_ms),
    undeliveredAlerts: number("given_up") + number("undelivered"),
    actions: { scheduled: number("scheduled"), running: number("running"), undoing: number("undoing") },
    databaseBytes: number("bytes"),
  };
}

/** Of the disk that holds DATA_DIR, as an ordinary user may fill it; null: there is no such folder yet. */
export async function readDisk(): Promise<{ sizeBytes: number; freeBytes: number } | null> {
  try {
    const { bsize, blocks, bavail } = await statfs(config().dataDir);
    return { sizeBytes: bsize * blocks, freeBytes: bsize * bavail };
  } catch {
    return null;
  }
}
