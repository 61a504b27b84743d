import * as declared from "@/lib/contract/endpoints/decks";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { stylePreviews } from "@/lib/presentations/styles/style-previews";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.previewStyles, async () => Response.json(stylePreviews())),
});
