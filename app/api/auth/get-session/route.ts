import { auth } from "@/lib/auth/auth";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

/** The session of the cookie and its person, or null. */
export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle({ allow: "everybody" }, async ({ request }) =>
    auth().api.getSession({ headers: request.headers, asResponse: true }),
  ),
});
