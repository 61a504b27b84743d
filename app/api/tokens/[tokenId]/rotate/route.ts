import { rotateApiToken } from "@/lib/auth/api-tokens";
import { rotateToken } from "@/lib/contract/endpoints/tokens";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(rotateToken, async ({ params, body, caller }) =>
    Response.json(await rotateApiToken(params.token_id, body, caller)),
  ),
});
