import { generateInput, generateValueCodes } from "@/lib/contract/jobs";
import { acceptedResponse } from "@/lib/http/accepted";
import { handle } from "@/lib/http/handle";
import { parseBody } from "@/lib/http/parse";
import { route } from "@/lib/http/route";
import { enqueueJob } from "@/lib/jobs/enqueue";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle({ allow: "job:create" }, async ({ request, caller }) => {
    const input = await parseBody(request, generateInput, generateValueCodes);
    return acceptedResponse(await enqueueJob(input, caller));
  }),
});
