/** The workers' register: who is alive. A row is a claim of the worker about itself; leases, not this, decide about jobs. */
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

export async function liveWorkers(): Promise<LiveWorker[]> {
  const workers = await db().$queryRaw<
    {
      id: string;
      host: string;
      pid: number;
      version: string;
      slots: number;
      running_jobs: number;
      memory_bytes: bigint;
      started_at: Date;
      heartbeat_at: Date;
    }[]
  >`SELECT * FROM workers WHERE heartbeat_at > ${sql.plus(sql.now, -WORKER_ALIVE_MS)} ORDER BY started_at`;
  return workers.map((row) => ({
    id: row.id,
    host: row.host,
    pid: row.pid,
    version: row.version,
    slots: row.slots,
    runningJobs: row.running_jobs,
    memoryBytes: Number(row.memory_bytes),
    startedAt: row.started_at.toISOString(),
    heartbeatAt: row.heartbeat_at.toISOString(),
  }));
}
