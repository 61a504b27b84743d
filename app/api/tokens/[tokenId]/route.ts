import { revokeApiToken } from "@/lib/auth/api-tokens";
import { revokeToken } from "@/lib/contract/endpoints/tokens";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  DELETE: handle(revokeToken, async ({ params, caller }) =>
    Response.json(await revokeApiToken(params.token_id, caller)),
  ),
});
