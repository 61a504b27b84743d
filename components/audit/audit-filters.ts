/** The filters of the audit log, which live in the address. */
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

/** The filters as a query: the page's own and the API's. Absent ones leave no trace. */
export function auditQueryOf(filters: AuditFilters): Record<string, string> {
  return Object.fromEntries(
    auditFilters.keyof().options.flatMap((name) => {
      const value = filters[name];
      return value ? [[name, value]] : [];
    }),
  );
}

/** Address of the log with `changes` to `filters`. A changed filter starts on the first page again. */
export function auditHref(filters: AuditFilters, changes: AuditFilters = {}): string {
  const query = new URLSearchParams(auditQueryOf({ ...filters, cursor: undefined, ...changes })).toString();
  // Colons are legal in a query, and people read addresses.
  return query === "" ? "/audit" : `/audit?${query.replaceAll("%3A", ":")}`;
}

/** Address of all that match, as a file. */
export function auditExportHref(filters: AuditFilters, format: "csv" | "ndjson"): string {
  const query = new URLSearchParams({ format, ...auditQueryOf({ ...filters, cursor: undefined }) });
  return `/api/audit/export?${query}`;
}
