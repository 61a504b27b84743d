import { generateValueCodes, regenerateInput } from "@/lib/contract/jobs";
import { acceptedResponse } from "@/lib/http/accepted";
import { handle } from "@/lib/http/handle";
import { parseOptionalBody } from "@/lib/http/parse";
import { route } from "@/lib/http/route";
import { regenerateDeck } from "@/lib/jobs/regenerate";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle<{ presentationId: string }>({ allow: "job:create" }, async ({ request, caller, params }) => {
    const input = await parseOptionalBody(request, regenerateInput, generateValueCodes);
    return acceptedResponse(await regenerateDeck(params.presentationId, input, caller));
  }),
});
