import type { GenerateAccepted, Job } from "@/lib/contract/jobs";

/** What the answer to a request for a deck tells of its job. */
export type AcceptedJob = Pick<Job, "job_id" | "queue_position" | "estimated_start_seconds">;

/** Of an answer that was given before, to the same Idempotency-Key. */
export function replayHeader(replayed: boolean): Record<string, string> {
  return replayed ? { "Idempotency-Replayed": "true" } : {};
}

/** The answer to a request for a deck: the job it became, and where to follow it. */
export function acceptedResponse({ job, replayed }: { job: AcceptedJob; replayed: boolean }): Response {
  const accepted: GenerateAccepted = {
    job_id: job.job_id,
    status: "pending",
    message: "The deck is queued",
    queue_position: job.queue_position,
    estimated_start_seconds: job.estimated_start_seconds,
  };
  return Response.json(accepted, {
    headers: { Location: `/api/presentations/jobs/${job.job_id}`, ...replayHeader(replayed) },
  });
}
