import * as declared from "@/lib/contract/endpoints/queue";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { jobStatistics } from "@/lib/stats/statistics";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.getStatistics, async ({ query, caller }) =>
    Response.json(await jobStatistics(query.hours, caller)),
  ),
});
