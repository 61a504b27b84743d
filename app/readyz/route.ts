import { readyz } from "@/lib/contract/endpoints/system";
import { checkReady } from "@/lib/db/ready";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(readyz, async () => {
    const reason = await checkReady();
    return reason === null
      ? Response.json({ status: "ok" })
      : Response.json({ status: "unavailable", reason }, { status: 503, headers: { "Retry-After": "5" } });
  }),
});
