import { changeSettings, getSettings } from "@/lib/contract/endpoints/settings";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import * as settings from "@/lib/settings/manage-settings";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(getSettings, async () => Response.json(await settings.listSettings())),
  PATCH: handle(changeSettings, async ({ body, caller }) =>
    Response.json(await settings.changeSettings(body, caller)),
  ),
});
