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

/** How the language model does that polishes decks, and what it was asked for. */
export const languageModelState = z.object({
  /** Whether this server has one configured; its workers should have the same. */
  configured: z.boolean(),
  /** The circuit breaker. closed: jobs ask it; open: it rests, and jobs keep their outline; half_open: the next job tries. */
  state: z.enum(["closed", "open", "half_open"]),
  /** Jobs one after another that got nothing from it. */
  consecutive_failures: z.int().min(0),
  rests_until: isoTime.nullable(),
  /** What the last of them ran into, and when; null when it is well. */
  trouble: z.string().nullable(),
  trouble_at: isoTime.nullable(),
  /** Of all attempts ever, whatever became of their jobs. */
  requests: z.int().min(0),
  prompt_tokens: z.int().min(0),
  completion_tokens: z.int().min(0),
  /** By the prices of each time; null when no prices are configured. */
  cost: z.number().min(0).nullable(),
  currency: z.string().nullable(),
});
export type LanguageModelState = z.infer<typeof languageModelState>;

export const queueState = z.object({
  paused: z.boolean(),
  paused_at: isoTime.nullable(),
  paused_by: z.string().nullable(),
  reason: z.string().nullable(),
  resume_at: isoTime.nullable(),
  language_model: languageModelState,
});
export type QueueStateAnswer = z.infer<typeof queueState>;

const orderReason = z.string().trim().min(1).max(500).optional();

/** Body of POST /workers/{worker_id}/pause; may be left out. */
export const pauseWorkerInput = z.strictObject({ resume_at: timeInput.optional(), reason: orderReason });

/** Body of POST /workers/{worker_id}/drain; may be left out. */
export const drainWorkerInput = z.strictObject({ reason: orderReason });

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

export const listWorkersQuery = z.strictObject({ include_dead: queryFlag.default(false) });

export const workerDetails = worker.extend({
  /** dead: it has not sent a heartbeat for a minute, and did not say that it ends. Forgotten after an hour. */
  state: z.enum([...worker.shape.state.options, "dead"]),
  /** Who paused or drains it; null when nobody does, or nobody said. */
  ordered_by: z.string().nullable(),
  reason: z.string().nullable(),
  /** The jobs that the database says it holds, the oldest first; at most 100. */
  jobs: z.array(
    z.object({
      job_id: z.string(),
      lesson_id: z.string(),
      lesson_title: z.string(),
      started_at: isoTime,
      progress: z.int(),
    }),
  ),
});
export type WorkerDetails = z.infer<typeof workerDetails>;

export const cleanupQuery = z.strictObject({
  max_age_hours: queryInt(1, 168).default(24),
  dry_run: queryFlag.default(false),
  /** For the audit log. */
  reason: z.string().trim().min(1).max(500).optional(),
});
/** Since when jobs have ended, or decks have been stale, counted from `max_age_hours` on. */
export const cleanupAge = z.enum(["up_to_day", "up_to_week", "up_to_month", "older"]);

export const cleanupShare = z.object({
  /** Ended jobs by their state, or decks that a newer one of their lesson replaced. */
  kind: z.enum(["completed", "failed", "timeout", "cancelled", "stale_deck"]),
  age: cleanupAge,
  /** Jobs, or decks. */
  count: z.int(),
  /** What goes in the database: the jobs with their attempts, or the decks with their files' rows. */
  rows: z.int(),
  /** What is freed in the database and on disk; of jobs an estimate from the newest thousand. */
  bytes: z.int(),
});

/** What a clean-up would delete, for people who decide about it. */
export const cleanupPreview = z.object({
  stale_decks: z.int(),
  total_rows: z.int(),
  total_bytes: z.int(),
  breakdown: z.array(cleanupShare),
});
export type CleanupPreview = z.infer<typeof cleanupPreview>;

export const cleanupAnswer = z.object({
  message: z.string(),
  deleted_jobs: z.int(),
  max_age_hours: z.int(),
  /** Stale decks that went with them. */
  deleted_decks: z.int(),
  /** With `dry_run`. */
  preview: cleanupPreview.optional(),
});
export type CleanupAnswer = z.infer<typeof cleanupAnswer>;

/** A pause as the dashboard's pages tell it. */
export type ShownPause = {
  at: string | null;
  resumeAt: string | null;
  reason: string;
  /** Null for a teacher: who runs the queue is nothing for them. */
  by: string | null;
};
