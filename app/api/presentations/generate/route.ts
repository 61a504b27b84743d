import { targetForAudit } from "@/lib/audit/context";
import * as declared from "@/lib/contract/endpoints/jobs";
import { acceptedResponse } from "@/lib/http/accepted";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { requestDeck } from "@/lib/jobs/idempotency";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(declared.generateDeck, async ({ headers, body, caller }) => {
    const request = { key: headers["idempotency-key"], operation: "generate" };
    const accepted = await requestDeck(body, caller, request);
    targetForAudit({ type: "job", id: accepted.job.job_id });
    return acceptedResponse(accepted);
  }),
});
