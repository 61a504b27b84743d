import * as declared from "@/lib/contract/endpoints/queue";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { orderWorker } from "@/lib/jobs/steer";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(declared.drainWorker, async ({ params, body, caller }) =>
    Response.json(await orderWorker(params.worker_id, { kind: "drain", reason: body.reason }, caller)),
  ),
});
