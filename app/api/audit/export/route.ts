import { exportAudit } from "@/lib/audit/export";
import { exportAuditLog } from "@/lib/contract/endpoints/audit";
import { handle } from "@/lib/http/handle";
import { route } from "@/lib/http/route";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = route({
  GET: handle(exportAuditLog, async ({ query }) => exportAudit(query)),
});
