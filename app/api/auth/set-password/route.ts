import { z } from "zod";
import { auth } from "@/lib/auth/auth";
import { believableHeaders } from "@/lib/auth/client-address";
import { newPerson } from "@/lib/auth/people";
import { setPasswordByLink } from "@/lib/auth/setup-link";
import { handle } from "@/lib/http/handle";
import { parseBody } from "@/lib/http/parse";
import { route } from "@/lib/http/route";

const setPasswordInput = z.strictObject({
  token: z.string().min(1).max(200),
  password: newPerson.shape.password,
});

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  /** Spends a person's link for their first password, and signs them in. */
  POST: handle({ allow: "everybody" }, async ({ request }) => {
    const { token, password } = await parseBody(request, setPasswordInput);
    const email = await setPasswordByLink(token, password);
    return auth().api.signInEmail({
      body: { email, password },
      headers: believableHeaders(request.headers),
      asResponse: true,
    });
  }),
});
