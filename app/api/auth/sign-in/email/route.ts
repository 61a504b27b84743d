import { signIn, signInInput } from "@/lib/auth/sign-in";
import { handle } from "@/lib/http/handle";
import { parseBody } from "@/lib/http/parse";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle({ allow: "everybody" }, async ({ request }) =>
    signIn(request, await parseBody(request, signInInput)),
  ),
});
