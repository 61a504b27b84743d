import * as declared from "@/lib/contract/endpoints/decks";
import { listPresentations } from "@/lib/decks/decks";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.listPresentations, async ({ params, query, caller }) => {
    const { include_stale: includeStale, limit } = query;
    return Response.json(await listPresentations(params.lesson_id, { includeStale, limit }, caller));
  }),
});
