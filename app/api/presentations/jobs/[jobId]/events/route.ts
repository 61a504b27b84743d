import { handle } from "@/lib/http/handle";
import { jobEvents } from "@/lib/jobs/job-events";

export const GET = handle<{ jobId: string }>({ allow: "job:read" }, async ({ request, caller, params }) =>
  jobEvents(request, params.jobId, caller),
);
