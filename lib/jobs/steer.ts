/** What operators order: pausing the queue, pausing and draining single workers. The claim itself obeys (store/control.ts). */
import type { z } from "zod";
import { detailForAudit } from "@/lib/audit/context";
import { type Caller, ownerOf } from "@/lib/auth/caller";
import type {
  listWorkersQuery,
  pauseQueueInput,
  QueueStateAnswer,
  ShownPause,
  WorkerDetails,
} from "@/lib/contract/queue";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { readModelState } from "@/lib/llm/model-state";
import {
  drainWorker,
  pauseQueue,
  pauseWorker,
  readQueueState,
  resumeQueue,
  resumeWorker,
} from "./store/control";
import { DEAD_WORKER_MS, registeredWorkers, WORKER_ALIVE_MS, withJobs } from "./workers";

export async function queueState(_caller: Caller): Promise<QueueStateAnswer> {
  const [pause, languageModel] = await Promise.all([readQueueState(db()), readModelState()]);
  const { pausedAt, pausedBy, reason, resumeAt } = pause;
  return {
    paused: pausedAt !== null,
    paused_at: pausedAt?.toISOString() ?? null,
    paused_by: pausedBy,
    reason,
    resume_at: resumeAt?.toISOString() ?? null,
    language_model: languageModel,
  };
}

/** What the caller's pages say about the pause; null: the queue is not paused. */
export async function shownPause(caller: Caller): Promise<ShownPause | null> {
  const { pausedAt, pausedBy, reason, resumeAt } = await readQueueState(db());
  if (pausedAt === null) return null;
  return {
    at: pausedAt.toISOString(),
    resumeAt: resumeAt?.toISOString() ?? null,
    reason: reason ?? "",
    by: ownerOf(caller) === null ? (pausedBy ?? "") : null,
  };
}

/** Claiming stops everywhere; what runs goes on. @throws AppError validation_failed when `resume_at` has passed */
export async function pauseAll(
  input: z.infer<typeof pauseQueueInput>,
  caller: Caller,
): Promise<QueueStateAnswer> {
  await pauseQueue(db(), {
    reason: input.reason,
    by: nameOf(caller),
    resumeAtMs: futureMs(input.resume_at),
  });
  detailForAudit({ ...input });
  return queueState(caller);
}

export async function resumeAll(caller: Caller): Promise<QueueStateAnswer> {
  await resumeQueue(db());
  return queueState(caller);
}

/** Nobody's for a teacher. */
export async function listWorkers(
  { include_dead }: z.output<typeof listWorkersQuery>,
  caller: Caller,
): Promise<WorkerDetails[]> {
  if (ownerOf(caller) !== null) return [];
  return withJobs(await registeredWorkers(include_dead ? DEAD_WORKER_MS : WORKER_ALIVE_MS));
}

export type WorkerOrder =
  | { kind: "pause"; resumeAt?: string | undefined; reason?: string | undefined }
  /** Ends a pause, and draining. */
  | { kind: "resume" }
  | { kind: "drain"; reason?: string | undefined };

/** @throws AppError not_found when no such worker lives; validation_failed when `resumeAt` has passed */
export async function orderWorker(
  workerId: string,
  order: WorkerOrder,
  caller: Caller,
): Promise<WorkerDetails> {
  const obeyed = await carryOut(workerId, order, caller);
  const workers = obeyed ? await listWorkers({ include_dead: false }, caller) : [];
  const worker = workers.find(({ worker_id }) => worker_id === workerId);
  if (!worker) throw new AppError("not_found", "Worker not found");
  if (order.kind !== "resume") {
    const { reason, resume_at } = worker;
    detailForAudit({ ...(reason && { reason }), ...(resume_at && { resume_at }) });
  }
  return worker;
}

function carryOut(workerId: string, order: WorkerOrder, caller: Caller): Promise<boolean> {
  switch (order.kind) {
    case "pause":
      return pauseWorker(db(), workerId, futureMs(order.resumeAt), {
        by: nameOf(caller),
        reason: order.reason ?? null,
      });
    case "resume":
      return resumeWorker(db(), workerId);
    case "drain":
      return drainWorker(db(), workerId, { by: nameOf(caller), reason: order.reason ?? null });
  }
}

const nameOf = (caller: Caller) => caller.email ?? caller.userId ?? caller.name;

function futureMs(time: string | undefined): number | null {
  if (time === undefined) return null;
  const unixMs = Date.parse(time);
  if (unixMs > Date.now()) return unixMs;
  throw new AppError("validation_failed", "resume_at must lie in the future", {
    fields: [{ field: "resume_at", message: "must lie in the future" }],
  });
}
