import { setUpFirstAdministrator } from "@/lib/auth/first-administrator";
import { signInByLink } from "@/lib/auth/sign-in";
import { setUp } from "@/lib/contract/endpoints/auth";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(setUp, async ({ request, body: { token, ...person } }) => {
    await setUpFirstAdministrator(token, person);
    return signInByLink(request, person.email, person.password);
  }),
});
