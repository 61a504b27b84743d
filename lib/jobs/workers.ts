/** The workers' register: who is alive. A row is a claim of the worker about itself; leases, not this, decide about jobs. */
import type { WorkerAnswer } from "@/lib/contract/queue";
import { type DbOrTransaction, db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";

/** A worker counts as alive for this long after its last heartbeat; several heartbeats fit in. */
export const WORKER_ALIVE_MS = 60_000;

export type LiveWorker = {
  id: string;
  host: string;
  pid: number;
  version: string;
  slots: number;
  runningJobs: number;
  memoryBytes: number;
  startedAt: string;
  heartbeatAt: string;
  state: WorkerAnswer["state"];
  pausedAt: string | null;
  resumeAt: string | null;
  drainingAt: string | null;
};

export type WorkerIdentity = { id: string; host: string; pid: number; version: string; slots: number };

export async function registerWorker(db: DbOrTransaction, worker: WorkerIdentity): Promise<void> {
  await db.$executeRaw`
    INSERT INTO workers (id, host, pid, version, slots, started_at, heartbeat_at)
    VALUES (${worker.id}, ${worker.host}, ${worker.pid}, ${worker.version}, ${worker.slots}, ${sql.now}, ${sql.now})`;
}

/** Says that the worker lives; registers it again when somebody swept its row away meanwhile. */
export async function reportAlive(
  db: DbOrTransaction,
  worker: WorkerIdentity,
  facts: { runningJobs: number; memoryBytes: number },
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO workers (id, host, pid, version, slots, started_at, heartbeat_at, running_jobs, memory_bytes)
    VALUES (${worker.id}, ${worker.host}, ${worker.pid}, ${worker.version}, ${worker.slots}, ${sql.now}, ${sql.now},
      ${facts.runningJobs}, ${facts.memoryBytes})
    ON CONFLICT (id) DO UPDATE SET heartbeat_at = excluded.heartbeat_at, running_jobs = excluded.running_jobs,
      memory_bytes = excluded.memory_bytes`;
}

export async function unregisterWorker(db: DbOrTransaction, workerId: string): Promise<void> {
  await db.$executeRaw`DELETE FROM workers WHERE id = ${workerId}`;
}

/** Forgets workers that died without saying so. */
export async function forgetDeadWorkers(db: DbOrTransaction, silentMs: number): Promise<void> {
  await db.$executeRaw`DELETE FROM workers WHERE heartbeat_at < ${sql.plus(sql.now, -silentMs)}`;
}

type WorkerRow = {
  id: string;
  host: string;
  pid: number;
  version: string;
  slots: number;
  running_jobs: number;
  memory_bytes: bigint;
  started_at: Date;
  heartbeat_at: Date;
  paused_at: Date | null;
  resume_at: Date | null;
  draining_at: Date | null;
  is_paused: boolean | number | bigint;
};

const iso = (time: Date | null) => time?.toISOString() ?? null;

/** Those that live, the oldest first. */
export async function liveWorkers(): Promise<LiveWorker[]> {
  const workers = await db().$queryRaw<WorkerRow[]>`
    SELECT workers.*,
      CASE WHEN paused_at IS NOT NULL AND (resume_at IS NULL OR resume_at > ${sql.now}) THEN 1 ELSE 0 END AS is_paused
    FROM workers WHERE heartbeat_at > ${sql.plus(sql.now, -WORKER_ALIVE_MS)} ORDER BY started_at, id`;
  return workers.map((row) => {
    const isPaused = Number(row.is_paused) === 1;
    return {
      id: row.id,
      host: row.host,
      pid: row.pid,
      version: row.version,
      slots: row.slots,
      runningJobs: row.running_jobs,
      memoryBytes: Number(row.memory_bytes),
      startedAt: row.started_at.toISOString(),
      heartbeatAt: row.heartbeat_at.toISOString(),
      state: row.draining_at ? "draining" : isPaused ? "paused" : "active",
      pausedAt: isPaused ? iso(row.paused_at) : null,
      resumeAt: isPaused ? iso(row.resume_at) : null,
      drainingAt: iso(row.draining_at),
    };
  });
}

/** A worker in the API's words. */
export function toWorkerAnswer(worker: LiveWorker): WorkerAnswer {
  return {
    worker_id: worker.id,
    state: worker.state,
    host: worker.host,
    pid: worker.pid,
    version: worker.version,
    slots: worker.slots,
    running_jobs: worker.runningJobs,
    memory_bytes: worker.memoryBytes,
    started_at: worker.startedAt,
    heartbeat_at: worker.heartbeatAt,
    paused_at: worker.pausedAt,
    resume_at: worker.resumeAt,
    draining_at: worker.drainingAt,
  };
}
