import { handle } from "@/lib/http/handle";
import { queueEvents } from "@/lib/jobs/job-events";

export const GET = handle({ allow: "job:read" }, async ({ request, caller }) => queueEvents(request, caller));
