import * as declared from "@/lib/contract/endpoints/job-actions";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { deleteJob } from "@/lib/jobs/delete-job";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  DELETE: handle(declared.deleteJob, async ({ params, caller }) => {
    await deleteJob(params.job_id, caller);
    return Response.json({ message: "Job deleted", job_id: params.job_id });
  }),
});
