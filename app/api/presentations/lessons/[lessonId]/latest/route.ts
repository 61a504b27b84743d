import * as declared from "@/lib/contract/endpoints/decks";
import { latestPresentation } from "@/lib/decks/decks";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.latestPresentation, async ({ params, caller }) =>
    Response.json(await latestPresentation(params.lesson_id, caller)),
  ),
});
