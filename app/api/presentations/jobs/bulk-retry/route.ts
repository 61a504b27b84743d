import * as declared from "@/lib/contract/endpoints/job-actions";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { bulkAct } from "@/lib/jobs/bulk-request";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(declared.bulkRetry, async ({ request, body, caller }) => {
    const { changed, total_changed, ...outcome } = await bulkAct(
      { kind: "retry", force: body.force_retry },
      body,
      caller,
      request.signal,
    );
    const message = `${total_changed} of ${outcome.total_requested} jobs retried`;
    return Response.json({ message, retried_jobs: changed, ...outcome, total_retried: total_changed });
  }),
});
