import { auth } from "@/lib/auth/auth";
import { getSession } from "@/lib/contract/endpoints/auth";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(getSession, async ({ request }) =>
    auth().api.getSession({ headers: request.headers, asResponse: true }),
  ),
});
