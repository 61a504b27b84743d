import * as declared from "@/lib/contract/endpoints/jobs";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { countStates } from "@/lib/jobs/list/count-states";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.countJobs, async ({ query, caller }) =>
    Response.json(await countStates(query, caller)),
  ),
});
