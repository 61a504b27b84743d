import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  /** The process answers. */
  GET: handle({ allow: "everybody" }, async () => Response.json({ status: "ok" })),
});
