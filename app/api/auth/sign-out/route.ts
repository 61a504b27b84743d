import { signOut } from "@/lib/auth/sign-in";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle({ allow: "everybody" }, async ({ request }) => signOut(request)),
});
