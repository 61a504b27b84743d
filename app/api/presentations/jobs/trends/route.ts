import * as declared from "@/lib/contract/endpoints/queue";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { jobTrends } from "@/lib/stats/trends";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.getTrends, async ({ query, caller }) => Response.json(await jobTrends(query, caller))),
});
