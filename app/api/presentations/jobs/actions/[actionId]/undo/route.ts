import { undoAction as declared } from "@/lib/contract/endpoints/bulk-actions";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { undoAction } from "@/lib/jobs/actions/undo-action";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(declared, async ({ params, caller }) =>
    Response.json(await undoAction(params.action_id, caller)),
  ),
});
