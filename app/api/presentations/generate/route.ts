import * as declared from "@/lib/contract/endpoints/jobs";
import { acceptedResponse } from "@/lib/http/accepted";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { enqueueJob } from "@/lib/jobs/enqueue";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(declared.generateDeck, async ({ body, caller }) =>
    acceptedResponse(await enqueueJob(body, caller)),
  ),
});
