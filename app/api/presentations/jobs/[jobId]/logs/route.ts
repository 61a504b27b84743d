import * as declared from "@/lib/contract/endpoints/job-actions";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { listLogs } from "@/lib/jobs/job-logs";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.listLogs, async ({ params, caller }) =>
    Response.json(await listLogs(params.job_id, caller)),
  ),
});
