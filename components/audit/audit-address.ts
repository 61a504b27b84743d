/** Reads the address of the audit log; audit-filters.ts writes it, and loads no schemas with it. */
import { z } from "zod";
import { auditQuery } from "@/lib/contract/audit";

const { shape } = auditQuery;

/** The names are the API's. Forgiving: a value that does not exist is as good as absent. */
export const auditFilters = z.object({
  actor_id: shape.actor_id.catch(undefined),
  actor_kind: shape.actor_kind.catch(undefined),
  action: shape.action.catch(undefined),
  target_type: shape.target_type.catch(undefined),
  target_id: shape.target_id.catch(undefined),
  outcome: shape.outcome.catch(undefined),
  request_id: shape.request_id.catch(undefined),
  after: shape.after.catch(undefined),
  before: shape.before.catch(undefined),
  cursor: shape.cursor.catch(undefined),
});
export type AuditFilters = z.infer<typeof auditFilters>;
