import * as totp from "@/lib/auth/totp";
import { beginTotp } from "@/lib/contract/endpoints/account";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(beginTotp, async ({ body, caller }) =>
    Response.json(await totp.beginTotp(body.password, caller)),
  ),
});
