import { livez } from "@/lib/contract/endpoints/system";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(livez, async () => Response.json({ status: "ok" })),
});
