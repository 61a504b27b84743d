import * as declared from "@/lib/contract/endpoints/jobs";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { exportJobs } from "@/lib/jobs/export/export-jobs";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.exportJobs, async ({ query, caller }) => exportJobs(query, caller)),
});
