import { auth } from "@/lib/auth/auth";
import { believableHeaders } from "@/lib/auth/client-address";
import { setUpFirstAdministrator } from "@/lib/auth/setup-link";
import { setUp } from "@/lib/contract/endpoints/auth";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(setUp, async ({ request, body: { token, ...person } }) => {
    await setUpFirstAdministrator(token, person);
    const { email, password } = person;
    return auth().api.signInEmail({
      body: { email, password },
      headers: believableHeaders(request.headers),
      asResponse: true,
    });
  }),
});
