import * as declared from "@/lib/contract/endpoints/queue";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { resumeAll } from "@/lib/jobs/steer";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(declared.resumeQueue, async ({ caller }) => Response.json(await resumeAll(caller))),
});
