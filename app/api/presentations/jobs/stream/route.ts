import { noQuery } from "@/lib/contract/query";
import { handle } from "@/lib/http/handle";
import { parseQuery } from "@/lib/http/parse";
import { route } from "@/lib/http/route";
import { queueEvents } from "@/lib/jobs/job-events";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle({ allow: "job:read" }, async ({ url, request, caller }) => {
    parseQuery(url, noQuery);
    return queueEvents(request, caller);
  }),
});
