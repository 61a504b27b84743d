import { describeCaller } from "@/lib/auth/caller";
import { getMe } from "@/lib/contract/endpoints/account";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(getMe, async ({ caller }) => Response.json(describeCaller(caller))),
});
