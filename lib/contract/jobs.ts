/** Jobs as they cross HTTP: requests, the job, events. Times are ISO 8601 UTC strings. Browser-safe. */
import { z } from "zod";
import { type JobStatus, jobPriorities, jobStages, jobStatuses } from "@/lib/jobs/state";
import { deckStyle } from "./decks";
import { exportFormats, jobSorts } from "./lists";
import { oneOf, queryFlag, queryInt, queryList } from "./query";
import { timeInput, timeSpan } from "./time-input";

export const jobStatus = oneOf(jobStatuses);
export const jobPriority = oneOf(jobPriorities);
const isoTime = z.iso.datetime({ offset: true });

/** Ids are ours (UUID) or the lesson app's: printable, no white space, bounded. */
export const id = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\w.:@-]+$/, "may hold letters, digits and . _ : @ - only");

/**
 * A user's id is whatever the lesson app calls its users (`auth0|42`, an address, a name): it is compared and shown, and is never
 * part of a path or of a file's name.
 */
export const userId = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u, "holds a character that cannot be printed")
  .regex(/^\S(.*\S)?$/u, "must not begin or end with white space");

export const generateInput = z.strictObject({
  lesson_id: id,
  style: deckStyle.default("default"),
  use_llm_polish: z.boolean().default(true),
  /** Seconds one attempt may take; JOB_TIMEOUT_MINUTES caps it. */
  timeout_seconds: z.int().min(1).max(300).default(30),
  priority: jobPriority.default("normal"),
  /** Left out: MAX_RETRIES of the server. */
  max_retries: z.int().min(0).max(10).optional(),
  /** Not before this time. */
  run_at: timeInput.optional(),
});
export type GenerateInput = z.infer<typeof generateInput>;

/** Codes of a well-typed value outside its list or range: answered with 400. */
export const generateValueCodes = {
  style: "invalid_style",
  timeout_seconds: "invalid_timeout",
  priority: "invalid_priority",
  max_retries: "validation_failed",
} as const;

export const generateAccepted = z.object({
  job_id: z.string(),
  status: z.literal("pending"),
  message: z.string(),
  queue_position: z.int().nullable(),
  estimated_start_seconds: z.number().nullable(),
});
export type GenerateAccepted = z.infer<typeof generateAccepted>;

export const stageReport = z.object({
  name: z.enum(jobStages),
  status: z.enum(["pending", "running", "completed", "failed", "skipped"]),
  started_at: isoTime.nullable(),
  duration_seconds: z.number().nullable(),
});
export type StageReport = z.infer<typeof stageReport>;

export const job = z.object({
  job_id: z.string(),
  lesson_id: z.string(),
  user_id: z.string().nullable(),
  status: jobStatus,
  priority: jobPriority,
  progress: z.int().min(0).max(100),
  message: z.string().nullable(),
  created_at: isoTime,
  started_at: isoTime.nullable(),
  completed_at: isoTime.nullable(),
  run_at: isoTime,
  timeout_seconds: z.int(),
  presentation_id: z.string().nullable(),
  slide_count: z
    .int()
    .nullable()
    .describe("Slides as the deck's files show them; one that goes on on a next page counts once for each"),
  result_data: z.unknown(),
  retry_count: z.int(),
  max_retries: z.int(),
  error_code: z.string().nullable(),
  error_message: z.string().nullable(),
  error_details: z.unknown(),
  style: deckStyle,
  use_llm_polish: z.boolean(),
  worker_id: z.string().nullable(),
  queue_position: z.int().nullable(),
  processing_time_seconds: z.number().nullable(),
  detailed_progress: z.object({ stage: z.enum(jobStages).nullable(), stages: z.array(stageReport) }),
  estimated_start_seconds: z.number().nullable(),
  can_cancel: z.boolean(),
  /** Whether a retry works that is not forced. */
  can_retry: z.boolean(),
  /** The lesson's title, so that a list needs no second call. */
  lesson_title: z.string().nullable(),
});
export type Job = z.infer<typeof job>;

/** The query of GET /jobs/{job_id}. */
export const jobQuery = z.strictObject({ format: oneOf(["envelope"]).optional() });

/** A job as `format=envelope` shows it, for clients that treat every long task alike. */
export const jobEnvelope = z.object({
  status: jobStatus,
  progress: z.object({
    completion_percentage: z.int().min(0).max(100),
    /** The stage that runs; null when none does. */
    step: z.enum(jobStages).nullable(),
    slide_count: z.int().nullable(),
    presentation_id: z.string().nullable(),
    processing_time_seconds: z.number().nullable(),
    retry_count: z.int(),
    max_retries: z.int(),
  }),
  /** Seconds until the next attempt of a waiting job, or after which retrying an ended one may help; else null. */
  retry_after: z.int().min(0).nullable(),
  error: z.object({ code: z.string(), message: z.string(), retry_recommended: z.boolean() }).nullable(),
  meta: z.object({
    job_id: z.string(),
    lesson_id: z.string(),
    priority: jobPriority,
    style: deckStyle,
    use_llm_polish: z.boolean(),
    created_at: isoTime,
    started_at: isoTime.nullable(),
    completed_at: isoTime.nullable(),
  }),
  timestamp: isoTime,
});
export type JobEnvelope = z.infer<typeof jobEnvelope>;

/** What an attempt asked of the language model, however it ended. Amounts are null where the endpoint counts no tokens. */
export const llmUsage = z.object({
  model: z.string(),
  /** With those that were repeated or came to nothing. */
  requests: z.int().min(0),
  prompt_tokens: z.int().min(0).nullable(),
  completion_tokens: z.int().min(0).nullable(),
  /** By the prices of that time, LLM_PRICE_INPUT and LLM_PRICE_OUTPUT; null without them. */
  cost: z.number().min(0).nullable(),
  /** ISO 4217; null without a cost. */
  currency: z.string().nullable(),
});
export type LlmUsage = z.infer<typeof llmUsage>;

export const attempt = z.object({
  attempt: z.int(),
  worker_id: z.string(),
  started_at: isoTime,
  ended_at: isoTime.nullable(),
  outcome: z.enum(["running", "completed", "failed", "timeout", "cancelled", "orphaned", "released"]),
  error_code: z.string().nullable(),
  error_message: z.string().nullable(),
  stack: z.string().nullable(),
  wait_seconds: z.number(),
  run_seconds: z.number().nullable(),
  /** Null: the language model was not asked. */
  llm_usage: llmUsage.nullable(),
});
export type Attempt = z.infer<typeof attempt>;

export const jobSort = oneOf(jobSorts);
export type JobSort = z.infer<typeof jobSort>;

/** What narrows the list, whichever way it is written. */
const jobFilterFields = {
  lesson_id: id.optional(),
  user_id: userId.optional(),
  style: deckStyle.optional(),
  worker_id: z.string().min(1).max(200).optional(),
  error_code: z.string().min(1).max(100).optional(),
  /** A part of the id, the lesson's id or title, the user or the error's text, in any case. */
  q: z.string().trim().min(1).max(200).optional(),
  created_after: timeInput.optional(),
  created_before: timeInput.optional(),
  /** Made so long ago at most, counted back from the moment of the request: "15m", "24h", "7d". */
  created_within: timeSpan.optional(),
  /** Jobs that ended between these times, themselves left out; jobs that have not ended are none of them. */
  completed_after: timeInput.optional(),
  completed_before: timeInput.optional(),
};

/** The query of GET /jobs; the page URL of the dashboard uses the same names. Parsed: lists are arrays, numbers numbers. */
export const jobListInput = z.strictObject({
  status: queryList(jobStatus).optional(),
  priority: queryList(jobPriority).optional(),
  include_finished: queryFlag.default(true),
  ...jobFilterFields,
  /** Left out: newest first. */
  sort: jobSort.optional(),
  limit: queryInt(1, 100).default(20),
  cursor: z.string().max(500).optional(),
});
export const jobListValueCodes = {
  status: "invalid_status",
  priority: "invalid_priority",
  style: "invalid_style",
} as const;
export type JobListInput = z.infer<typeof jobListInput>;

/** The query of GET /jobs/counts: a list's, without what the states decide. */
export const jobCountsInput = jobListInput
  .omit({ status: true, include_finished: true, sort: true, limit: true, cursor: true })
  .partial();
export type JobCountsInput = z.infer<typeof jobCountsInput>;

export const jobExportFormat = oneOf(exportFormats);
export type JobExportFormat = z.infer<typeof jobExportFormat>;

/** The query of GET /jobs/export: a list's, without its pages. */
export const jobExportInput = jobListInput
  .omit({ limit: true, cursor: true })
  .extend({ format: jobExportFormat });
export type JobExportInput = z.infer<typeof jobExportInput>;

/** A filter in a body: lists are JSON arrays, flags are JSON's own. */
export const jobFilterInput = z
  .strictObject({
    status: z.array(jobStatus).min(1).max(jobStatuses.length).optional(),
    priority: z.array(jobPriority).min(1).max(jobPriorities.length).optional(),
    include_finished: z.boolean().optional(),
    ...jobFilterFields,
  })
  // `{}` would mean every job there is, which nobody should say by leaving something out.
  .refine((filter) => Object.keys(filter).length > 0, "must name at least one condition");

/** Why a job is cancelled; it becomes the job's message. */
export const cancelQuery = z.strictObject({ reason: z.string().trim().max(500).optional() });

export const jobCancelled = z.object({
  message: z.string(),
  job_id: z.string(),
  reason: z.string().nullable(),
});

export const retryInput = z.strictObject({ force_retry: z.boolean().default(false) });
export const jobRetried = z.object({ message: z.string(), job_id: z.string() });

/** Body of POST /{presentation_id}/regenerate: what is left out stays as in the deck's own job. */
export const regenerateInput = z.strictObject({
  style: deckStyle.optional(),
  use_llm_polish: z.boolean().optional(),
  timeout_seconds: generateInput.shape.timeout_seconds.unwrap().optional(),
  priority: jobPriority.optional(),
  max_retries: generateInput.shape.max_retries,
  run_at: timeInput.optional(),
});

/** Body of PATCH /jobs/{job_id}: what a waiting job may still become. */
export const patchJobInput = z
  .strictObject({
    priority: jobPriority.optional(),
    run_at: timeInput.optional(),
    max_retries: generateInput.shape.max_retries,
    timeout_seconds: generateInput.shape.timeout_seconds.unwrap().optional(),
  })
  .refine((changes) => Object.keys(changes).length > 0, "must name at least one change");
export type PatchJobInput = z.infer<typeof patchJobInput>;

export const jobDeleted = z.object({ message: z.string(), job_id: z.string() });

/** One line of GET /jobs/{job_id}/logs. `attempt` is null for what happened to the job outside of any. */
export const logLine = z.object({
  at: isoTime,
  level: z.enum(["info", "warn", "error"]),
  attempt: z.int().nullable(),
  message: z.string(),
});
export type LogLine = z.infer<typeof logLine>;

/** Number of jobs in each state. */
export const jobCounts = z.object({
  pending: z.int(),
  running: z.int(),
  completed: z.int(),
  failed: z.int(),
  cancelled: z.int(),
  timeout: z.int(),
} satisfies Record<JobStatus, z.ZodInt>);
export type JobCounts = z.infer<typeof jobCounts>;

/** Counts of a narrowed list; `estimated` are the states whose number is an estimate. */
export const narrowedCounts = jobCounts.extend({ estimated: z.array(jobStatus).optional() });
export type NarrowedCounts = z.infer<typeof narrowedCounts>;
