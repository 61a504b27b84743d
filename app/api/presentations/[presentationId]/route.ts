import * as declared from "@/lib/contract/endpoints/decks";
import { deletePresentation, getPresentation } from "@/lib/decks/decks";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.getPresentation, async ({ params, caller }) =>
    Response.json(await getPresentation(params.presentation_id, caller)),
  ),
  DELETE: handle(declared.deletePresentation, async ({ params, query, caller }) => {
    await deletePresentation(params.presentation_id, caller, query.reason);
    return new Response(null, { status: 204 });
  }),
});
