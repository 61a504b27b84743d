import * as totp from "@/lib/auth/totp";
import { confirmTotp } from "@/lib/contract/endpoints/account";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(confirmTotp, async ({ body, caller }) =>
    Response.json({ backup_codes: await totp.confirmTotp(body.code, caller) }),
  ),
});
