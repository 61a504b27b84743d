import { noQuery } from "@/lib/contract/query";
import { handle } from "@/lib/http/handle";
import { parseQuery } from "@/lib/http/parse";
import { route } from "@/lib/http/route";
import { DECK_STYLES } from "@/lib/presentations/styles/deck-styles";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle({ allow: "deck:read" }, async ({ url }) => {
    parseQuery(url, noQuery);
    return Response.json(DECK_STYLES);
  }),
});
