import * as declared from "@/lib/contract/endpoints/decks";
import { downloadExport } from "@/lib/decks/download";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.exportPresentation, async ({ request, params, query, caller }) =>
    downloadExport(
      params.presentation_id,
      query.handout ? "handout" : query.format,
      caller,
      request.headers.get("if-none-match"),
    ),
  ),
});
