import { tryChannels } from "@/lib/alerts/try-channels";
import { testAlerts } from "@/lib/contract/endpoints/alerts";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(testAlerts, async ({ caller }) => Response.json(await tryChannels(caller))),
});
