import { noQuery } from "@/lib/contract/query";
import { handle } from "@/lib/http/handle";
import { parseQuery } from "@/lib/http/parse";
import { route } from "@/lib/http/route";
import { countJobs } from "@/lib/jobs/read";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle({ allow: "job:read" }, async ({ url, caller }) => {
    parseQuery(url, noQuery);
    return Response.json(await countJobs(caller));
  }),
});
