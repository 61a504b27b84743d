import { handle } from "@/lib/http/handle";
import { listAttempts } from "@/lib/jobs/read";

export const GET = handle<{ jobId: string }>({ allow: "job:read" }, async ({ caller, params }) =>
  Response.json(await listAttempts(params.jobId, caller)),
);
