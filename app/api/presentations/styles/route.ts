import { handle } from "@/lib/http/handle";
import { DECK_STYLES } from "@/lib/presentations/styles/deck-styles";

export const GET = handle({ allow: "deck:read" }, async () => Response.json(DECK_STYLES));
