import * as declared from "@/lib/contract/endpoints/jobs";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { retryJob } from "@/lib/jobs/retry";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(declared.retryJob, async ({ params, body, caller }) => {
    const job = await retryJob(params.job_id, body.force_retry, caller);
    return Response.json({ message: "Job is queued again", job_id: job.job_id });
  }),
});
