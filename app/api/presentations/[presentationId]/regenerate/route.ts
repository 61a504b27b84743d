import * as declared from "@/lib/contract/endpoints/decks";
import { acceptedResponse } from "@/lib/http/accepted";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { regenerateDeck } from "@/lib/jobs/regenerate";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(declared.regeneratePresentation, async ({ params, headers, body, caller }) =>
    acceptedResponse(await regenerateDeck(params.presentation_id, body, caller, headers["idempotency-key"])),
  ),
});
