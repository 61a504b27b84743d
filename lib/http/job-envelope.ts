import { describeError, isErrorCode } from "@/lib/contract/errors";
import type { Job, JobEnvelope } from "@/lib/contract/jobs";

/** A job in the shape of `?format=envelope`. Pure. */
export function jobEnvelopeOf(job: Job, now: Date): JobEnvelope {
  const advice =
    job.error_code !== null && isErrorCode(job.error_code) ? describeError(job.error_code) : null;
  return {
    status: job.status,
    progress: {
      completion_percentage: job.progress,
      step: job.detailed_progress.stage,
      slide_count: job.slide_count,
      presentation_id: job.presentation_id,
      processing_time_seconds: job.processing_time_seconds,
      retry_count: job.retry_count,
      max_retries: job.max_retries,
    },
    retry_after:
      job.status === "pending" ? secondsUntil(job.run_at, now) : (advice?.retryAfterSeconds ?? null),
    error:
      job.error_code === null
        ? null
        : {
            code: job.error_code,
            message: job.error_message ?? advice?.userMessage ?? "",
            retry_recommended: advice?.retryRecommended ?? false,
          },
    meta: {
      job_id: job.job_id,
      lesson_id: job.lesson_id,
      priority: job.priority,
      style: job.style,
      use_llm_polish: job.use_llm_polish,
      created_at: job.created_at,
      started_at: job.started_at,
      completed_at: job.completed_at,
    },
    timestamp: now.toISOString(),
  };
}

/** Whole seconds; null when the time has come. */
function secondsUntil(time: string, now: Date): number | null {
  const seconds = Math.ceil((Date.parse(time) - now.getTime()) / 1000);
  return seconds > 0 ? seconds : null;
}
