import { readAlerts } from "@/lib/alerts/read-alerts";
import { getAlerts } from "@/lib/contract/endpoints/alerts";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(getAlerts, async ({ caller }) => Response.json(await readAlerts(caller))),
});
