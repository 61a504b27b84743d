import * as declared from "@/lib/contract/endpoints/queue";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { previewRecovery } from "@/lib/jobs/recovery/preview";
import { recover } from "@/lib/jobs/recovery/recover";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.previewRecovery, async ({ query, caller }) =>
    Response.json(await previewRecovery(query, caller)),
  ),
  POST: handle(declared.recoverJobs, async ({ query, body, caller }) =>
    Response.json(await recover({ ...query, ...body }, caller)),
  ),
});
