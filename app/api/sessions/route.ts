import * as sessions from "@/lib/auth/sessions";
import { endOtherSessions, listSessions } from "@/lib/contract/endpoints/account";
import { handle } from "@/lib/http/handle";
import { pageHeaders } from "@/lib/http/pages";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(listSessions, async ({ url, query, caller }) => {
    const page = await sessions.listSessions(query, caller);
    return Response.json(page.sessions, { headers: pageHeaders(url, page) });
  }),
  DELETE: handle(endOtherSessions, async ({ caller }) =>
    Response.json({ ended: await sessions.endOtherSessions(caller) }),
  ),
});
