/** The workers' register: who is alive. A row is a claim of the worker about itself; leases, not this, decide about jobs. */
import type { WorkerAnswer, WorkerDetails } from "@/lib/contract/queue";
import { type DbOrTransaction, db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";

/** A worker counts as alive for this long after its last heartbeat; several heartbeats fit in. */
export const WORKER_ALIVE_MS = 60_000;

/** Milliseconds from one heartbeat to the next: a third of the lease (DESIGN.md), and never so long that a worker seems dead between two. */
export function heartbeatEveryMs(leaseMs: number): number {
  return Math.min(leaseMs / 3, WORKER_ALIVE_MS / 6);
}

/** A worker that fell silent is known for this long; then housekeeping forgets it. */
export const DEAD_WORKER_MS = 60 * 60 * 1000;

/** What a worker's process takes of its machine. */
export type ProcessFacts = {
  /** Resident. */
  memoryBytes: number;
  /** Of the main thread. */
  heapUsedBytes: number;
  /** Since its start, threads included. */
  cpuSeconds: number;
  /** How late timers of the main thread came since the last heartbeat, 99th percentile. */
  eventLoopLagMs: number;
  /** File descriptors; null where the system does not tell. */
  openFiles: number | null;
};

export type LiveWorker = ProcessFacts & {
  id: string;
  host: string;
  pid: number;
  version: string;
  slots: number;
  runningJobs: number;
  startedAt: string;
  heartbeatAt: string;
  state: WorkerAnswer["state"];
  pausedAt: string | null;
  resumeAt: string | null;
  drainingAt: string | null;
};

/** A worker in the register, alive or not. */
export type RegisteredWorker = LiveWorker & {
  isAlive: boolean;
  orderedBy: string | null;
  reason: string | null;
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
  facts: ProcessFacts & { runningJobs: number },
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO workers (id, host, pid, version, slots, started_at, heartbeat_at, running_jobs, memory_bytes, heap_used_bytes,
      cpu_seconds, event_loop_lag_ms, open_files)
    VALUES (${worker.id}, ${worker.host}, ${worker.pid}, ${worker.version}, ${worker.slots}, ${sql.now}, ${sql.now},
      ${facts.runningJobs}, ${facts.memoryBytes}, ${facts.heapUsedBytes}, ${sql.float(facts.cpuSeconds)},
      ${sql.float(facts.eventLoopLagMs)}, ${facts.openFiles})
    ON CONFLICT (id) DO UPDATE SET heartbeat_at = excluded.heartbeat_at, running_jobs = excluded.running_jobs,
      memory_bytes = excluded.memory_bytes, heap_used_bytes = excluded.heap_used_bytes, cpu_seconds = excluded.cpu_seconds,
      event_loop_lag_ms = excluded.event_loop_lag_ms, open_files = excluded.open_files`;
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
  heap_used_bytes: bigint;
  cpu_seconds: number;
  event_loop_lag_ms: number;
  open_files: number | null;
  started_at: Date;
  heartbeat_at: Date;
  paused_at: Date | null;
  resume_at: Date | null;
  draining_at: Date | null;
  ordered_by: string | null;
  order_reason: string | null;
  is_paused: boolean | number | bigint;
  is_alive: boolean | number | bigint;
};

const iso = (time: Date | null) => time?.toISOString() ?? null;
const isTrue = (value: boolean | number | bigint) => Number(value) === 1;

/** Those that live, the oldest first. */
export function liveWorkers(): Promise<LiveWorker[]> {
  return registeredWorkers(WORKER_ALIVE_MS);
}

/** Those that sent a heartbeat within the last `silentMs`, the oldest first. */
export async function registeredWorkers(silentMs: number): Promise<RegisteredWorker[]> {
  const workers = await db().$queryRaw<WorkerRow[]>`
    SELECT workers.*,
      CASE WHEN paused_at IS NOT NULL AND (resume_at IS NULL OR resume_at > ${sql.now}) THEN 1 ELSE 0 END AS is_paused,
      CASE WHEN heartbeat_at > ${sql.plus(sql.now, -WORKER_ALIVE_MS)} THEN 1 ELSE 0 END AS is_alive
    FROM workers WHERE heartbeat_at > ${sql.plus(sql.now, -silentMs)} ORDER BY started_at, id`;
  return workers.map(workerOf);
}

function workerOf(row: WorkerRow): RegisteredWorker {
  const isPaused = isTrue(row.is_paused);
  const isOrdered = isPaused || row.draining_at !== null;
  return {
    id: row.id,
    host: row.host,
    pid: row.pid,
    version: row.version,
    slots: row.slots,
    runningJobs: row.running_jobs,
    memoryBytes: Number(row.memory_bytes),
    heapUsedBytes: Number(row.heap_used_bytes),
    cpuSeconds: row.cpu_seconds,
    eventLoopLagMs: row.event_loop_lag_ms,
    openFiles: row.open_files,
    startedAt: row.started_at.toISOString(),
    heartbeatAt: row.heartbeat_at.toISOString(),
    state: row.draining_at ? "draining" : isPaused ? "paused" : "active",
    pausedAt: isPaused ? iso(row.paused_at) : null,
    resumeAt: isPaused ? iso(row.resume_at) : null,
    drainingAt: iso(row.draining_at),
    isAlive: isTrue(row.is_alive),
    orderedBy: isOrdered ? row.ordered_by : null,
    reason: isOrdered ? row.order_reason : null,
  };
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

type HeldRow = {
  id: string;
  worker_id: string;
  lesson_id: string;
  lesson_title: string;
  started_at: Date;
  progress: number;
};

const MAX_HELD_JOBS = 100;

/** Workers with the jobs they hold. There are no more of those than slots. */
export async function withJobs(workers: readonly RegisteredWorker[]): Promise<WorkerDetails[]> {
  const held = await db().$queryRaw<HeldRow[]>`
    SELECT j.id, j.worker_id, j.lesson_id, l.title AS lesson_title, j.started_at, j.progress
    FROM presentation_jobs j ${sql.inLeaseOrder} JOIN lessons l ON l.id = j.lesson_id
    WHERE j.status = 'running' AND j.worker_id IN ${sql.oneOf(workers.map(({ id }) => id))}
    ORDER BY j.started_at, j.id`;
  return workers.map((worker) => ({
    ...toWorkerAnswer(worker),
    state: worker.isAlive ? worker.state : "dead",
    ordered_by: worker.orderedBy,
    reason: worker.reason,
    jobs: held
      .filter((job) => job.worker_id === worker.id)
      .slice(0, MAX_HELD_JOBS)
      .map((job) => ({
        job_id: job.id,
        lesson_id: job.lesson_id,
        lesson_title: job.lesson_title,
        started_at: job.started_at.toISOString(),
        progress: job.progress,
      })),
  }));
}
