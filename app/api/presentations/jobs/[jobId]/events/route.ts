import { noQuery } from "@/lib/contract/query";
import { handle } from "@/lib/http/handle";
import { parseQuery } from "@/lib/http/parse";
import { route } from "@/lib/http/route";
import { jobEvents } from "@/lib/jobs/job-events";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle<{ jobId: string }>({ allow: "job:read" }, async ({ url, request, caller, params }) => {
    parseQuery(url, noQuery);
    return jobEvents(request, params.jobId, caller);
  }),
});
