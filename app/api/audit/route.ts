import { listAudit } from "@/lib/audit/read";
import { listAuditLog } from "@/lib/contract/endpoints/audit";
import { handle } from "@/lib/http/handle";
import { pageHeaders } from "@/lib/http/pages";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(listAuditLog, async ({ url, query }) => {
    const page = await listAudit(query);
    return Response.json(page.entries, { headers: pageHeaders(url, page) });
  }),
});
