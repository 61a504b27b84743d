import { handle } from "@/lib/http/handle";
import { countJobs } from "@/lib/jobs/read";

export const GET = handle({ allow: "job:read" }, async ({ caller }) =>
  Response.json(await countJobs(caller)),
);
