import * as declared from "@/lib/contract/endpoints/queue";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { cleanUp } from "@/lib/jobs/maintenance";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  DELETE: handle(declared.cleanUpJobs, async ({ query, caller }) =>
    Response.json(await cleanUp(query, caller)),
  ),
});
