import { signIn } from "@/lib/auth/sign-in";
import * as declared from "@/lib/contract/endpoints/auth";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(declared.signIn, async ({ request, body }) => signIn(request, body)),
});
