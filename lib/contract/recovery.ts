/** Jobs that do not get on, and taking them back, as it crosses HTTP. Browser-safe. */
import { z } from "zod";
import { MAX_BULK } from "./bulk";
import { id, jobPriority, jobStatus } from "./jobs";
import { queryFlag, queryInt } from "./query";

const isoTime = z.iso.datetime({ offset: true });
/** Left out: ORPHANED_JOB_TIMEOUT_MINUTES of the server. */
const timeoutMinutes = queryInt(5, 120).optional();

/**
 * orphaned: runs, and its worker has stopped renewing its lease; timed_out: ended at its deadline;
 * overdue: runs under a live lease although its deadline has passed; waiting: due for long, and no worker takes it.
 */
export const troubleKind = z.enum(["orphaned", "timed_out", "overdue", "waiting"]);
export type TroubleKind = z.infer<typeof troubleKind>;

/** Those that can be recovered: of the others a worker has hold, or they only wait. */
export const recoverableKind = troubleKind.extract(["orphaned", "timed_out"]);
export type RecoverableKind = z.infer<typeof recoverableKind>;

export const troubleCause = z.enum([
  "worker_dead",
  "lease_lost",
  "retries_spent",
  "attempt_timed_out",
  "deadline_passed",
  "queue_paused",
  "no_worker",
  "workers_held",
  "workers_busy",
]);
export type TroubleCause = z.infer<typeof troubleCause>;

export const troubledJob = z.object({
  job_id: z.string(),
  lesson_id: z.string(),
  lesson_title: z.string(),
  user_id: z.string().nullable(),
  status: jobStatus,
  priority: jobPriority,
  worker_id: z.string().nullable(),
  retry_count: z.int(),
  max_retries: z.int(),
  cause: troubleCause,
  /** When the trouble began: the lease or the deadline ended, the job ended, or became due. */
  since: isoTime,
  /** What recovering does to it. */
  outcome: z.enum(["requeued", "failed", "none"]),
});
export type TroubledJob = z.infer<typeof troubledJob>;

export const recoveryPreviewQuery = z.strictObject({ timeout_minutes: timeoutMinutes });

export const recoveryPreview = z.object({
  timestamp: isoTime,
  /** Jobs count as waiting too long after so many minutes. */
  timeout_minutes: z.int(),
  /** One of each kind; the longest in trouble first, at most 200 jobs each. */
  groups: z.array(z.object({ kind: troubleKind, total: z.int(), jobs: z.array(troubledJob) })),
});
export type RecoveryPreview = z.infer<typeof recoveryPreview>;

export const recoveryQuery = z.strictObject({
  timeout_minutes: timeoutMinutes,
  dry_run: queryFlag.default(false),
});

/** Body of POST /jobs/system/recovery; may be left out: all that are orphaned for `timeout_minutes`. */
export const recoveryInput = z.strictObject({
  /** These alone, orphaned or timed out, however long they are: whoever names them has seen them. */
  job_ids: z.array(id).min(1).max(MAX_BULK).optional(),
  /** For the audit log. */
  reason: z.string().trim().min(1).max(500).optional(),
});

export const recoveryAnswer = z.object({
  message: z.string(),
  recovered_jobs: z.int(),
  requeued_jobs: z.int(),
  failed_jobs: z.int(),
  timeout_minutes: z.int(),
  timestamp: isoTime,
  /** Named jobs that were left alone. */
  skipped_jobs: z.int(),
  /** What became of each, without `dry_run`; at most 1,000. */
  jobs: z.array(
    z.object({
      job_id: z.string(),
      outcome: z.enum(["requeued", "failed", "skipped"]),
      /** Why it was skipped. */
      error: z.enum(["Job not found", "Its lease is alive", "Job needs no recovery"]).nullable(),
    }),
  ),
});
export type RecoveryAnswer = z.infer<typeof recoveryAnswer>;
