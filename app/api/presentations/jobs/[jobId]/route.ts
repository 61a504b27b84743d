import { cancelQuery, jobQuery } from "@/lib/contract/jobs";
import { handle } from "@/lib/http/handle";
import { jobEnvelopeOf } from "@/lib/http/job-envelope";
import { parseQuery } from "@/lib/http/parse";
import { route } from "@/lib/http/route";
import { cancelJob } from "@/lib/jobs/cancel";
import { getJob } from "@/lib/jobs/read";

type Params = { jobId: string };

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle<Params>({ allow: "job:read" }, async ({ url, caller, params }) => {
    const { format } = parseQuery(url, jobQuery);
    const job = await getJob(params.jobId, caller);
    return Response.json(format === "envelope" ? jobEnvelopeOf(job, new Date()) : job);
  }),
  DELETE: handle<Params>({ allow: "job:act" }, async ({ url, caller, params }) => {
    const { reason = null } = parseQuery(url, cancelQuery);
    const job = await cancelJob(params.jobId, reason, caller);
    return Response.json({ message: "Job cancelled", job_id: job.job_id, reason });
  }),
});
