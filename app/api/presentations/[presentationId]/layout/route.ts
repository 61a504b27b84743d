import { noQuery } from "@/lib/contract/query";
import { deckLayout } from "@/lib/decks/decks";
import { handle } from "@/lib/http/handle";
import { parseQuery } from "@/lib/http/parse";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle<{ presentationId: string }>({ allow: "deck:read" }, async ({ url, caller, params }) => {
    parseQuery(url, noQuery);
    return Response.json(await deckLayout(params.presentationId, caller));
  }),
});
