import * as actions from "@/lib/contract/endpoints/job-actions";
import * as declared from "@/lib/contract/endpoints/jobs";
import { handle } from "@/lib/http/handle";
import { jobEnvelopeOf } from "@/lib/http/job-envelope";
import { route } from "@/lib/http/route";
import { cancelJob } from "@/lib/jobs/cancel";
import { patchJob } from "@/lib/jobs/patch-job";
import { getJob } from "@/lib/jobs/read";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.getJob, async ({ params, query, caller }) => {
    const job = await getJob(params.job_id, caller);
    return Response.json(query.format === "envelope" ? jobEnvelopeOf(job, new Date()) : job);
  }),
  PATCH: handle(actions.patchJob, async ({ params, body, caller }) =>
    Response.json(await patchJob(params.job_id, body, caller)),
  ),
  DELETE: handle(declared.cancelJob, async ({ params, query: { reason = null }, caller }) => {
    const job = await cancelJob(params.job_id, reason, caller);
    return Response.json({ message: "Job cancelled", job_id: job.job_id, reason });
  }),
});
