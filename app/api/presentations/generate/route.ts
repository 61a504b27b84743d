import { generateInput, generateValueCodes } from "@/lib/contract/jobs";
import { acceptedResponse } from "@/lib/http/accepted";
import { handle } from "@/lib/http/handle";
import { parseBody } from "@/lib/http/parse";
import { enqueueJob } from "@/lib/jobs/enqueue";

export const POST = handle({ allow: "job:create" }, async ({ request, caller }) => {
  const input = await parseBody(request, generateInput, generateValueCodes);
  return acceptedResponse(await enqueueJob(input, caller));
});
