import * as declared from "@/lib/contract/endpoints/queue";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { recoverOrphans } from "@/lib/jobs/maintenance";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(declared.recoverJobs, async ({ query, caller }) =>
    Response.json(await recoverOrphans(query, caller)),
  ),
});
