import { noQuery } from "@/lib/contract/query";
import { latestPresentation } from "@/lib/decks/decks";
import { handle } from "@/lib/http/handle";
import { parseQuery } from "@/lib/http/parse";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle<{ lessonId: string }>({ allow: "deck:read" }, async ({ url, caller, params }) => {
    parseQuery(url, noQuery);
    return Response.json(await latestPresentation(params.lessonId, caller));
  }),
});
