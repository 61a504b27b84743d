import * as declared from "@/lib/contract/endpoints/jobs";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { countJobsLately } from "@/lib/jobs/read";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.countJobs, async ({ caller }) => Response.json(await countJobsLately(caller))),
});
