import * as declared from "@/lib/contract/endpoints/jobs";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { countJobs } from "@/lib/stats/counts";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.countJobs, async ({ caller }) => Response.json(await countJobs(caller))),
});
