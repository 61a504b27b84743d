import * as declared from "@/lib/contract/endpoints/decks";
import { deckLayout } from "@/lib/decks/decks";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.layoutPresentation, async ({ params, query, caller }) =>
    Response.json(await deckLayout(params.presentation_id, caller, query.pages)),
  ),
});
