/** Pausing the queue or one worker, and draining a worker. The claim itself looks at these rows, so they count at once. */
import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";

export type Pause = {
  reason: string;
  by: string /** Unix ms; null: until somebody resumes. */;
  resumeAtMs: number | null;
};

const timeOrNull = (unixMs: number | null) => (unixMs === null ? Prisma.sql`NULL` : sql.at(unixMs));

/** Claiming stops on every worker; what runs goes on. */
export async function pauseQueue(db: DbOrTransaction, pause: Pause): Promise<void> {
  await db.$executeRaw`
    UPDATE queue_state SET paused_at = ${sql.now}, paused_by = ${pause.by}, reason = ${pause.reason},
      resume_at = ${timeOrNull(pause.resumeAtMs)}`;
}

export async function resumeQueue(db: DbOrTransaction): Promise<void> {
  await db.$executeRaw`
    UPDATE queue_state SET paused_at = NULL, paused_by = NULL, reason = NULL, resume_at = NULL`;
}

export type QueueState = {
  pausedAt: Date | null;
  pausedBy: string | null;
  reason: string | null;
  resumeAt: Date | null;
};

/** A pause whose time is over reads as none. */
export async function readQueueState(db: DbOrTransaction): Promise<QueueState> {
  const rows = await db.$queryRaw<QueueState[]>`
    SELECT paused_at AS "pausedAt", paused_by AS "pausedBy", reason, resume_at AS "resumeAt" FROM queue_state
    WHERE paused_at IS NOT NULL AND (resume_at IS NULL OR resume_at > ${sql.now})`;
  return rows[0] ?? { pausedAt: null, pausedBy: null, reason: null, resumeAt: null };
}

/** Who ordered something of a worker, and why. */
export type WorkerOrder = { by: string | null; reason: string | null };
const unexplained: WorkerOrder = { by: null, reason: null };

/** False: there is no such worker. */
export async function pauseWorker(
  db: DbOrTransaction,
  workerId: string,
  resumeAtMs: number | null,
  order: WorkerOrder = unexplained,
): Promise<boolean> {
  const count = await db.$executeRaw`
    UPDATE workers SET paused_at = ${sql.now}, resume_at = ${timeOrNull(resumeAtMs)}, ordered_by = ${order.by},
      order_reason = ${order.reason} WHERE id = ${workerId}`;
  return count === 1;
}

/** Ends a pause, and draining. */
export async function resumeWorker(db: DbOrTransaction, workerId: string): Promise<boolean> {
  const count = await db.$executeRaw`
    UPDATE workers SET paused_at = NULL, resume_at = NULL, draining_at = NULL, ordered_by = NULL, order_reason = NULL
    WHERE id = ${workerId}`;
  return count === 1;
}

/** The worker finishes what it has and claims nothing more. False: there is no such worker. */
export async function drainWorker(
  db: DbOrTransaction,
  workerId: string,
  order: WorkerOrder = unexplained,
): Promise<boolean> {
  const count = await db.$executeRaw`
    UPDATE workers SET draining_at = ${sql.now}, ordered_by = ${order.by}, order_reason = ${order.reason}
    WHERE id = ${workerId}`;
  return count === 1;
}
