import * as declared from "@/lib/contract/endpoints/queue";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { listFailureGroups } from "@/lib/stats/failures";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.listFailures, async ({ query, caller }) =>
    Response.json(await listFailureGroups(query, caller)),
  ),
});
