import * as declared from "@/lib/contract/endpoints/decks";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { DECK_STYLES } from "@/lib/presentations/styles/deck-styles";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.listStyles, async () => Response.json(DECK_STYLES)),
});
