import { snoozeRule, wakeRule } from "@/lib/alerts/manage-rules";
import { snoozeAlertRule, wakeAlertRule } from "@/lib/contract/endpoints/alerts";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(snoozeAlertRule, async ({ params, body, caller }) =>
    Response.json(await snoozeRule(params.kind, body, caller)),
  ),
  DELETE: handle(wakeAlertRule, async ({ params, caller }) =>
    Response.json(await wakeRule(params.kind, caller)),
  ),
});
