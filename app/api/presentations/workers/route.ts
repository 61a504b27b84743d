import * as declared from "@/lib/contract/endpoints/queue";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { listWorkers } from "@/lib/jobs/steer";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.listWorkers, async ({ query, caller }) =>
    Response.json(await listWorkers(query, caller)),
  ),
});
