import * as declared from "@/lib/contract/endpoints/jobs";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { compareJob } from "@/lib/jobs/compare-job";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.compareJob, async ({ params, caller }) =>
    Response.json(await compareJob(params.job_id, caller)),
  ),
});
