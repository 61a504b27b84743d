import * as declared from "@/lib/contract/endpoints/views";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { changeView, deleteView } from "@/lib/views/saved-views";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  PATCH: handle(declared.changeView, async ({ params, body, caller }) =>
    Response.json(await changeView(params.view_id, body, caller)),
  ),
  DELETE: handle(declared.deleteView, async ({ params, caller }) => {
    await deleteView(params.view_id, caller);
    return new Response(null, { status: 204 });
  }),
});
