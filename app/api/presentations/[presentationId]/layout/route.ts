import { deckLayout } from "@/lib/decks/decks";
import { handle } from "@/lib/http/handle";

export const GET = handle<{ presentationId: string }>({ allow: "deck:read" }, async ({ caller, params }) =>
  Response.json(await deckLayout(params.presentationId, caller)),
);
