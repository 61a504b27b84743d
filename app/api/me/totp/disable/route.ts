import * as totp from "@/lib/auth/totp";
import { disableTotp } from "@/lib/contract/endpoints/account";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(disableTotp, async ({ body, caller }) => {
    await totp.disableTotp(body.password, caller);
    return Response.json({ success: true });
  }),
});
