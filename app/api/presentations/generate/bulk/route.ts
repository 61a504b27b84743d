import * as declared from "@/lib/contract/endpoints/job-actions";
import { replayHeader } from "@/lib/http/accepted";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { enqueueBulk } from "@/lib/jobs/enqueue-bulk";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(declared.generateMany, async ({ headers, body, caller }) => {
    const { answer, replayed } = await enqueueBulk(body.jobs, caller, headers["idempotency-key"]);
    return Response.json(answer, { headers: replayHeader(replayed) });
  }),
});
