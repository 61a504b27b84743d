import { jobListInput, jobListValueCodes } from "@/lib/contract/jobs";
import { handle } from "@/lib/http/handle";
import { pageHeaders } from "@/lib/http/pages";
import { parseQuery } from "@/lib/http/parse";
import { route } from "@/lib/http/route";
import { listJobs } from "@/lib/jobs/read";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle({ allow: "job:read" }, async ({ url, caller }) => {
    const page = await listJobs(parseQuery(url, jobListInput, jobListValueCodes), caller);
    return Response.json(page.jobs, { headers: pageHeaders(url, page) });
  }),
});
