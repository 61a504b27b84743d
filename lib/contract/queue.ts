/** Steering the queue and its workers, as it crosses HTTP. Browser-safe. */
import { z } from "zod";
import { queryFlag, queryInt } from "./query";
import { timeInput } from "./time-input";

const isoTime = z.iso.datetime({ offset: true });

/** Body of POST /jobs/system/pause. */
export const pauseQueueInput = z.strictObject({
  reason: z.string().trim().min(1).max(500),
  /** The pause ends by itself then; left out: when somebody resumes. */
  resume_at: timeInput.optional(),
});

export const queueState = z.object({
  paused: z.boolean(),
  paused_at: isoTime.nullable(),
  paused_by: z.string().nullable(),
  reason: z.string().nullable(),
  resume_at: isoTime.nullable(),
});
export type QueueStateAnswer = z.infer<typeof queueState>;

/** Body of POST /workers/{worker_id}/pause; may be left out. */
export const pauseWorkerInput = z.strictObject({ resume_at: timeInput.optional() });

export const worker = z.object({
  worker_id: z.string(),
  /** active: claims; paused: until resume_at, or until it is resumed; draining: claims nothing any more. */
  state: z.enum(["active", "paused", "draining"]),
  host: z.string(),
  pid: z.int(),
  version: z.string(),
  slots: z.int(),
  running_jobs: z.int(),
  memory_bytes: z.int(),
  started_at: isoTime,
  heartbeat_at: isoTime,
  paused_at: isoTime.nullable(),
  resume_at: isoTime.nullable(),
  draining_at: isoTime.nullable(),
});
export type WorkerAnswer = z.infer<typeof worker>;

export const cleanupQuery = z.strictObject({
  max_age_hours: queryInt(1, 168).default(24),
  dry_run: queryFlag.default(false),
});
export const cleanupAnswer = z.object({
  message: z.string(),
  deleted_jobs: z.int(),
  max_age_hours: z.int(),
});

export const recoveryQuery = z.strictObject({
  /** Left out: ORPHANED_JOB_TIMEOUT_MINUTES of the server. */
  timeout_minutes: queryInt(5, 120).optional(),
  dry_run: queryFlag.default(false),
});
export const recoveryAnswer = z.object({
  message: z.string(),
  recovered_jobs: z.int(),
  requeued_jobs: z.int(),
  failed_jobs: z.int(),
  timeout_minutes: z.int(),
  timestamp: isoTime,
});
