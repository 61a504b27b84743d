import { retryInput } from "@/lib/contract/jobs";
import { handle } from "@/lib/http/handle";
import { parseBody } from "@/lib/http/parse";
import { retryJob } from "@/lib/jobs/retry";

export const POST = handle<{ jobId: string }>({ allow: "job:act" }, async ({ request, caller, params }) => {
  const { force_retry } = await parseBody(request, retryInput);
  const job = await retryJob(params.jobId, force_retry, caller);
  return Response.json({ message: "Job is queued again", job_id: job.job_id });
});
