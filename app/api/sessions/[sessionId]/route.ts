import * as sessions from "@/lib/auth/sessions";
import { endSession } from "@/lib/contract/endpoints/account";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  DELETE: handle(endSession, async ({ params, caller }) => {
    await sessions.endSession(params.session_id, caller);
    return new Response(null, { status: 204 });
  }),
});
