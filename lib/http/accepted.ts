import type { GenerateAccepted, Job } from "@/lib/contract/jobs";

/** The answer to a request for a deck: the job it became, and where to follow it. */
export function acceptedResponse(job: Job): Response {
  const accepted: GenerateAccepted = {
    job_id: job.job_id,
    status: "pending",
    message: "The deck is queued",
    queue_position: job.queue_position,
    estimated_start_seconds: job.estimated_start_seconds,
  };
  return Response.json(accepted, { headers: { Location: `/api/presentations/jobs/${job.job_id}` } });
}
