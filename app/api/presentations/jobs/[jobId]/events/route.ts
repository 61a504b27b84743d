import * as declared from "@/lib/contract/endpoints/jobs";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { jobEvents } from "@/lib/jobs/job-events";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.streamJob, async ({ request, params, caller }) =>
    jobEvents(request, params.job_id, caller),
  ),
});
