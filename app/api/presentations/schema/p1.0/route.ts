import { deckJsonSchema } from "@/lib/contract/deck-schema";
import * as declared from "@/lib/contract/endpoints/decks";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.deckSchema, async () => Response.json(deckJsonSchema())),
});
