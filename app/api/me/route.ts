import { describeCaller } from "@/lib/auth/caller";
import { changeProfile } from "@/lib/auth/own-profile";
import { changeMe, getMe } from "@/lib/contract/endpoints/account";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(getMe, async ({ caller }) => Response.json(describeCaller(caller))),
  PATCH: handle(changeMe, async ({ body, caller }) => Response.json(await changeProfile(body, caller))),
});
