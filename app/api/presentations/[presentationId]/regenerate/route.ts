import { generateValueCodes, regenerateInput } from "@/lib/contract/jobs";
import { acceptedResponse } from "@/lib/http/accepted";
import { handle } from "@/lib/http/handle";
import { parseBody } from "@/lib/http/parse";
import { regenerateDeck } from "@/lib/jobs/regenerate";

export const POST = handle<{ presentationId: string }>(
  { allow: "job:create" },
  async ({ request, caller, params }) => {
    const input = await parseBody(request, regenerateInput, generateValueCodes);
    return acceptedResponse(await regenerateDeck(params.presentationId, input, caller));
  },
);
