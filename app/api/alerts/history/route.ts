import { alertHistory } from "@/lib/alerts/history";
import { listAlertHistory } from "@/lib/contract/endpoints/alerts";
import { handle } from "@/lib/http/handle";
import { pageHeaders } from "@/lib/http/pages";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(listAlertHistory, async ({ url, query, caller }) => {
    const page = await alertHistory(query, caller);
    return Response.json(page.entries, { headers: pageHeaders(url, page) });
  }),
});
