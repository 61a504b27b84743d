import { noQuery } from "@/lib/contract/query";
import { handle } from "@/lib/http/handle";
import { parseQuery } from "@/lib/http/parse";
import { route } from "@/lib/http/route";
import { listAttempts } from "@/lib/jobs/read";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle<{ jobId: string }>({ allow: "job:read" }, async ({ url, caller, params }) => {
    parseQuery(url, noQuery);
    return Response.json(await listAttempts(params.jobId, caller));
  }),
});
