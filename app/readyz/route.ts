import { checkReady } from "@/lib/db/ready";
import { handle } from "@/lib/http/handle";

/** The database can be written and has the schema of this version. */
export const GET = handle({ allow: "everybody" }, async () => {
  const reason = await checkReady();
  return reason === null
    ? Response.json({ status: "ok" })
    : Response.json({ status: "unavailable", reason }, { status: 503, headers: { "Retry-After": "5" } });
});
