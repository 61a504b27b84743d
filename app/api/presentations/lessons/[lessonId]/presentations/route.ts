import { deckListQuery } from "@/lib/contract/decks";
import { listPresentations } from "@/lib/decks/decks";
import { handle } from "@/lib/http/handle";
import { parseQuery } from "@/lib/http/parse";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle<{ lessonId: string }>({ allow: "deck:read" }, async ({ url, caller, params }) => {
    const { include_stale: includeStale, limit } = parseQuery(url, deckListQuery);
    return Response.json(await listPresentations(params.lessonId, { includeStale, limit }, caller));
  }),
});
