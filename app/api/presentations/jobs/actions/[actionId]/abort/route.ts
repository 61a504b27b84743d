import { abortAction as declared } from "@/lib/contract/endpoints/bulk-actions";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { abortAction } from "@/lib/jobs/actions/abort-action";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(declared, async ({ params, caller }) =>
    Response.json(await abortAction(params.action_id, caller)),
  ),
});
