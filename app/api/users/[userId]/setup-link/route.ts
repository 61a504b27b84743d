import { renewSetupLink } from "@/lib/auth/manage-people";
import { renewUserSetupLink } from "@/lib/contract/endpoints/people";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(renewUserSetupLink, async ({ params, caller }) =>
    Response.json(await renewSetupLink(params.user_id, caller)),
  ),
});
