import { handle } from "@/lib/http/handle";

/** The process answers. */
export const GET = handle({ allow: "everybody" }, async () => Response.json({ status: "ok" }));
