import * as declared from "@/lib/contract/endpoints/bulk-actions";
import { handle } from "@/lib/http/handle";
import { pageHeaders } from "@/lib/http/pages";
import { route } from "@/lib/http/route";
import { listActions } from "@/lib/jobs/actions/read-actions";
import { startAction } from "@/lib/jobs/actions/start-action";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  POST: handle(declared.startAction, async ({ body, caller }) =>
    Response.json(await startAction(body, caller), { status: 202 }),
  ),
  GET: handle(declared.listActions, async ({ url, query, caller }) => {
    const page = await listActions(query, caller);
    return Response.json(page.actions, { headers: pageHeaders(url, page) });
  }),
});
