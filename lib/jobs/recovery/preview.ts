/** Jobs that do not get on: why each is there, and what recovering would do to it. Only reads. */
import type { z } from "zod";
import { type Caller, ownerOf } from "@/lib/auth/caller";
import { config } from "@/lib/config";
import type {
  RecoveryPreview,
  recoveryPreviewQuery,
  TroubleCause,
  TroubledJob,
  TroubleKind,
} from "@/lib/contract/recovery";
import { db } from "@/lib/db/client";
import { readQueueState } from "../store/control";
import { findTroubled, type TroubledRow } from "../store/find-troubled";
import { DEAD_WORKER_MS, type RegisteredWorker, registeredWorkers } from "../workers";

/** Jobs of a kind that are listed; the total counts all. */
const MAX_LISTED = 200;

/** Teachers get none: whose worker is gone is nothing of theirs. */
export async function previewRecovery(
  input: z.output<typeof recoveryPreviewQuery>,
  caller: Caller,
): Promise<RecoveryPreview> {
  const { orphanedJobTimeoutMinutes, leaseMs, jobTimeoutMinutes } = config();
  const timeout_minutes = input.timeout_minutes ?? orphanedJobTimeoutMinutes;
  const timestamp = new Date().toISOString();
  if (ownerOf(caller) !== null) return { timestamp, timeout_minutes, groups: [] };
  const limits = { waitingMs: timeout_minutes * 60_000, graceMs: leaseMs, capMs: jobTimeoutMinutes * 60_000 };
  const [found, queue, workers] = await Promise.all([
    findTroubled(db(), limits, MAX_LISTED),
    readQueueState(db()),
    registeredWorkers(DEAD_WORKER_MS),
  ]);
  const alive = workers.filter(({ isAlive }) => isAlive);
  const aliveIds = new Set(alive.map(({ id }) => id));
  const whyWaiting = queue.pausedAt !== null ? "queue_paused" : whyNoneTakes(alive);
  const causeOf = (kind: TroubleKind, row: TroubledRow): TroubleCause => {
    switch (kind) {
      case "orphaned":
        return row.worker_id !== null && aliveIds.has(row.worker_id) ? "lease_lost" : "worker_dead";
      case "timed_out":
        return row.retry_count < row.max_retries ? "attempt_timed_out" : "retries_spent";
      case "overdue":
        return "deadline_passed";
      case "waiting":
        return whyWaiting;
    }
  };
  return {
    timestamp,
    timeout_minutes,
    groups: found.map(({ kind, total, rows }) => ({
      kind,
      total,
      jobs: rows.map((row) => toTroubledJob(row, causeOf(kind, row), outcomeOf(kind, row))),
    })),
  };
}

function whyNoneTakes(alive: readonly RegisteredWorker[]): TroubleCause {
  if (alive.length === 0) return "no_worker";
  return alive.some(({ state }) => state === "active") ? "workers_busy" : "workers_held";
}

function outcomeOf(kind: TroubleKind, row: TroubledRow): TroubledJob["outcome"] {
  if (kind === "timed_out") return "requeued";
  if (kind === "orphaned") return row.retry_count < row.max_retries ? "requeued" : "failed";
  return "none";
}

function toTroubledJob(row: TroubledRow, cause: TroubleCause, outcome: TroubledJob["outcome"]): TroubledJob {
  const { id, since, ...rest } = row;
  return { job_id: id, ...rest, since: since.toISOString(), cause, outcome };
}
