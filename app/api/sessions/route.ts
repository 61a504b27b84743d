import * as sessions from "@/lib/auth/sessions";
import { endOtherSessions, listSessions } from "@/lib/contract/endpoints/account";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(listSessions, async ({ caller }) => Response.json(await sessions.listSessions(caller))),
  DELETE: handle(endOtherSessions, async ({ caller }) =>
    Response.json({ ended: await sessions.endOtherSessions(caller) }),
  ),
});
