import { setPasswordByLink } from "@/lib/auth/setup-link";
import { setPassword } from "@/lib/contract/endpoints/account";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(setPassword, async ({ body: { token, password } }) => {
    const { email } = await setPasswordByLink(token, password);
    return Response.json({ email });
  }),
});
