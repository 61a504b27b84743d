import { cancelQuery } from "@/lib/contract/jobs";
import { handle } from "@/lib/http/handle";
import { parseQuery } from "@/lib/http/parse";
import { cancelJob } from "@/lib/jobs/cancel";
import { getJob } from "@/lib/jobs/read";

type Params = { jobId: string };

export const GET = handle<Params>({ allow: "job:read" }, async ({ caller, params }) =>
  Response.json(await getJob(params.jobId, caller)),
);

export const DELETE = handle<Params>({ allow: "job:act" }, async ({ url, caller, params }) => {
  const { reason = null } = parseQuery(url, cancelQuery);
  const job = await cancelJob(params.jobId, reason, caller);
  return Response.json({ message: "Job cancelled", job_id: job.job_id, reason });
});
