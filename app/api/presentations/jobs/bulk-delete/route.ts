import * as declared from "@/lib/contract/endpoints/job-actions";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { bulkAct } from "@/lib/jobs/bulk-request";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(declared.bulkDelete, async ({ request, body, caller }) => {
    const { changed, total_changed, ...outcome } = await bulkAct(
      { kind: "delete" },
      body,
      caller,
      request.signal,
    );
    const message = `${total_changed} of ${outcome.total_requested} jobs deleted`;
    return Response.json({ message, deleted_jobs: changed, ...outcome, total_deleted: total_changed });
  }),
});
