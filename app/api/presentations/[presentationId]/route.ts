import { noQuery } from "@/lib/contract/query";
import { deletePresentation, getPresentation } from "@/lib/decks/decks";
import { handle } from "@/lib/http/handle";
import { parseQuery } from "@/lib/http/parse";
import { route } from "@/lib/http/route";

type Params = { presentationId: string };

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle<Params>({ allow: "deck:read" }, async ({ url, caller, params }) => {
    parseQuery(url, noQuery);
    return Response.json(await getPresentation(params.presentationId, caller));
  }),
  DELETE: handle<Params>({ allow: "deck:write" }, async ({ url, caller, params }) => {
    parseQuery(url, noQuery);
    await deletePresentation(params.presentationId, caller);
    return new Response(null, { status: 204 });
  }),
});
