import * as declared from "@/lib/contract/endpoints/job-actions";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { bulkAct } from "@/lib/jobs/bulk-request";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(declared.bulkCancel, async ({ request, query, body, caller }) => {
    const { changed, total_changed, ...outcome } = await bulkAct(
      { kind: "cancel", reason: query.reason ?? "Cancelled" },
      body,
      caller,
      request.signal,
    );
    const message = `${total_changed} of ${outcome.total_requested} jobs cancelled`;
    return Response.json({ message, cancelled_jobs: changed, ...outcome, total_cancelled: total_changed });
  }),
});
