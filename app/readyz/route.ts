import { checkReady } from "@/lib/db/ready";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  /** The database can be written and has the schema of this version. */
  GET: handle({ allow: "everybody" }, async () => {
    const reason = await checkReady();
    return reason === null
      ? Response.json({ status: "ok" })
      : Response.json({ status: "unavailable", reason }, { status: 503, headers: { "Retry-After": "5" } });
  }),
});
