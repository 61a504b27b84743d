import * as declared from "@/lib/contract/endpoints/queue";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { jobHealth } from "@/lib/stats/health";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.getHealth, async ({ query, caller }) =>
    Response.json(await jobHealth(query.hours, caller)),
  ),
});
