import * as declared from "@/lib/contract/endpoints/bulk-actions";
import { handle } from "@/lib/http/handle";
import { pageHeaders } from "@/lib/http/pages";
import { route } from "@/lib/http/route";
import { readAction } from "@/lib/jobs/actions/read-actions";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(declared.getAction, async ({ url, params, query, caller }) => {
    const { action, ...page } = await readAction(params.action_id, query, caller);
    return Response.json(action, { headers: pageHeaders(url, page) });
  }),
});
