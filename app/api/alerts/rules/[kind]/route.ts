import { changeRule } from "@/lib/alerts/manage-rules";
import { changeAlertRule } from "@/lib/contract/endpoints/alerts";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  PATCH: handle(changeAlertRule, async ({ params, body, caller }) =>
    Response.json(await changeRule(params.kind, body, caller)),
  ),
});
