import { z } from "zod";
import { auth } from "@/lib/auth/auth";
import { believableHeaders } from "@/lib/auth/client-address";
import { setUpFirstAdministrator } from "@/lib/auth/first-administrator";
import { newPerson } from "@/lib/auth/people";
import { handle } from "@/lib/http/handle";
import { parseBody } from "@/lib/http/parse";
import { route } from "@/lib/http/route";

const setupInput = z.strictObject({ token: z.string().min(1).max(200), ...newPerson.shape });

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  /** Spends a one-time set-up link: makes the first administrator and signs them in. */
  POST: handle({ allow: "everybody" }, async ({ request }) => {
    const { token, ...person } = await parseBody(request, setupInput);
    await setUpFirstAdministrator(token, person);
    const { email, password } = person;
    return auth().api.signInEmail({
      body: { email, password },
      headers: believableHeaders(request.headers),
      asResponse: true,
    });
  }),
});
