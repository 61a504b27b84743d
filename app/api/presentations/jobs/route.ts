import * as declared from "@/lib/contract/endpoints/jobs";
import { handle } from "@/lib/http/handle";
import { pageHeaders } from "@/lib/http/pages";
import { route } from "@/lib/http/route";
import { listJobs } from "@/lib/jobs/list/list-jobs";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.listJobs, async ({ url, query, caller }) => {
    const page = await listJobs(query, caller);
    return Response.json(page.jobs, { headers: pageHeaders(url, page) });
  }),
});
