import * as own from "@/lib/auth/own-password";
import { changePassword } from "@/lib/contract/endpoints/account";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(changePassword, async ({ body, caller }) => {
    await own.changePassword(body, caller);
    return Response.json({ success: true });
  }),
});
