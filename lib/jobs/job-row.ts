/** A row of presentation_jobs as SQL gives it, and the job of the contract made from it. */

import type { DeckStyle } from "@/lib/contract/decks";
import { type Attempt, type Job, llmUsage, type StageReport } from "@/lib/contract/jobs";
import { endStages, noStages } from "./stages";
import { canCancel, canRetry, type JobPriority, type JobStatus } from "./state";

export type JobRow = {
  id: string;
  lesson_id: string;
  user_id: string | null;
  status: JobStatus;
  priority: JobPriority;
  progress: number;
  message: string | null;
  created_at: Date;
  started_at: Date | null;
  completed_at: Date | null;
  timeout_seconds: number;
  presentation_id: string | null;
  slide_count: number | null;
  result_data: string | null;
  retry_count: number;
  max_retries: number;
  error_code: string | null;
  error_message: string | null;
  error_details: string | null;
  style: DeckStyle;
  use_llm_polish: boolean;
  worker_id: string | null;
  queue_position: number | null;
  processing_time_seconds: number | null;
  run_at: Date;
  priority_rank: number;
  lease_token: string | null;
  lease_expires_at: Date | null;
  stages: string | null;
  rev: number;
  /** Present where the query joins the lesson. */
  lesson_title?: string | null;
};

export type AttemptRow = {
  attempt: number;
  worker_id: string;
  queued_at: Date;
  started_at: Date;
  ended_at: Date | null;
  outcome: Attempt["outcome"];
  error_code: string | null;
  error_message: string | null;
  stack: string | null;
  llm_usage: string | null;
};

/** JSON text of a column. Broken text (an imported row) reads as the text itself: shown, not lost. */
export function parseJson(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A job that was ended from outside (cancelled, reaped) had no chance to end its running stage. */
function stagesOf(row: JobRow): StageReport[] {
  const stored = parseJson(row.stages);
  if (!Array.isArray(stored)) return noStages();
  const stages = stored as StageReport[]; // written by settle-jobs.ts and leases.ts only
  return row.status === "running" ? stages : endStages(stages, "failed", row.completed_at ?? row.run_at);
}

const iso = (time: Date | null) => time?.toISOString() ?? null;

/** Where a pending job stands: computed at reading, because every claim moves it. */
export type QueueOutlook = { position: number; startsInSeconds: number | null };

export function toJob(row: JobRow, outlook: QueueOutlook | null = null): Job {
  const stages = stagesOf(row);
  return {
    job_id: row.id,
    lesson_id: row.lesson_id,
    lesson_title: row.lesson_title ?? null,
    user_id: row.user_id,
    status: row.status,
    priority: row.priority,
    progress: row.progress,
    message: row.message,
    created_at: row.created_at.toISOString(),
    started_at: iso(row.started_at),
    completed_at: iso(row.completed_at),
    run_at: row.run_at.toISOString(),
    timeout_seconds: row.timeout_seconds,
    presentation_id: row.presentation_id,
    slide_count: row.slide_count,
    result_data: parseJson(row.result_data),
    retry_count: row.retry_count,
    max_retries: row.max_retries,
    error_code: row.error_code,
    error_message: row.error_message,
    error_details: parseJson(row.error_details),
    style: row.style,
    use_llm_polish: row.use_llm_polish,
    worker_id: row.worker_id,
    queue_position: outlook?.position ?? null,
    processing_time_seconds: row.processing_time_seconds,
    detailed_progress: { stage: stages.find((stage) => stage.status === "running")?.name ?? null, stages },
    estimated_start_seconds: outlook?.startsInSeconds ?? null,
    can_cancel: canCancel(row.status),
    can_retry: canRetry(row.status) && row.retry_count < row.max_retries,
  };
}

export function toAttempt(row: AttemptRow): Attempt {
  const seconds = (from: Date, to: Date) => Math.max(0, (to.getTime() - from.getTime()) / 1000);
  return {
    attempt: row.attempt,
    worker_id: row.worker_id,
    started_at: row.started_at.toISOString(),
    ended_at: iso(row.ended_at),
    outcome: row.outcome,
    error_code: row.error_code,
    error_message: row.error_message,
    stack: row.stack,
    wait_seconds: seconds(row.queued_at, row.started_at),
    run_seconds: row.ended_at ? seconds(row.started_at, row.ended_at) : null,
    llm_usage: llmUsage.nullable().catch(null).parse(parseJson(row.llm_usage)),
  };
}
