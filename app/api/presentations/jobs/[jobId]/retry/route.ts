import { retryInput } from "@/lib/contract/jobs";
import { handle } from "@/lib/http/handle";
import { parseOptionalBody } from "@/lib/http/parse";
import { route } from "@/lib/http/route";
import { retryJob } from "@/lib/jobs/retry";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle<{ jobId: string }>({ allow: "job:act" }, async ({ request, caller, params }) => {
    const { force_retry } = await parseOptionalBody(request, retryInput);
    const job = await retryJob(params.jobId, force_retry, caller);
    return Response.json({ message: "Job is queued again", job_id: job.job_id });
  }),
});
