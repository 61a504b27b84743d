import * as declared from "@/lib/contract/endpoints/views";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";
import { createView, listViews } from "@/lib/views/saved-views";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.listViews, async ({ query, caller }) => Response.json(await listViews(caller, query))),
  POST: handle(declared.createView, async ({ body, caller }) =>
    Response.json(await createView(body, caller), { status: 201 }),
  ),
});
