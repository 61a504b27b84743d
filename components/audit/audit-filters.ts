/** The filters of the audit log, which live in the address. */
import type { AuditFilters } from "./audit-address";

export type { AuditFilters };

/** In the order in which an address names them; the type wants them all. */
const inOrder: Record<keyof AuditFilters, true> = {
  actor_id: true,
  actor_kind: true,
  action: true,
  target_type: true,
  target_id: true,
  outcome: true,
  request_id: true,
  after: true,
  before: true,
  cursor: true,
};
const names = Object.keys(inOrder) as (keyof AuditFilters)[]; // they are its keys

/** As somebody has typed them: the page that reads them forgives what cannot be. */
export type TypedAuditFilters = { [N in keyof AuditFilters]?: string | undefined };

/** The filters as a query: the page's own and the API's. Absent ones leave no trace. */
export function auditQueryOf(filters: TypedAuditFilters): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = filters[name];
      return value ? [[name, value]] : [];
    }),
  );
}

/** Address of the log with `changes` to `filters`. A changed filter starts on the first page again. */
export function auditHref(filters: TypedAuditFilters, changes: TypedAuditFilters = {}): string {
  const query = new URLSearchParams(auditQueryOf({ ...filters, cursor: undefined, ...changes })).toString();
  // Colons are legal in a query, and people read addresses.
  return query === "" ? "/audit" : `/audit?${query.replaceAll("%3A", ":")}`;
}

/** Address of all that match, as a file. */
export function auditExportHref(filters: AuditFilters, format: "csv" | "ndjson"): string {
  const query = new URLSearchParams({ format, ...auditQueryOf({ ...filters, cursor: undefined }) });
  return `/api/audit/export?${query}`;
}
