/** Keys and options of the queries about the audit log; the page prefetches with the same ones. */
import { queryOptions } from "@tanstack/react-query";
import { pageOf } from "@/lib/client/pages";
import type { AuditEntry } from "@/lib/contract/audit";
import { ApiError, api } from "../http/api";
import { type AuditFilters, auditQueryOf } from "./audit-filters";

export const ENTRIES_PER_PAGE = 50;
const LOOK_EVERY_MS = 10_000;

export type AuditListPage = { entries: AuditEntry[]; nextCursor: string | null; total: number };

/** @throws ApiError */
async function fetchAudit(filters: AuditFilters, limit: number, signal: AbortSignal): Promise<AuditListPage> {
  const result = await api.listAuditLog({
    query: { ...auditQueryOf(filters), limit: String(limit) },
    signal,
  });
  if (!result.ok) throw new ApiError(result.error);
  const { nextCursor, total } = pageOf(result.headers);
  return { entries: result.data, nextCursor, total: total ?? result.data.length };
}

export const auditListQuery = (filters: AuditFilters) =>
  queryOptions({
    queryKey: ["audit", "list", filters] as const,
    queryFn: ({ signal }) => fetchAudit(filters, ENTRIES_PER_PAGE, signal),
  });

/** How many match now, for those who look at the first page: new entries wait until they are asked for. */
export const auditTotalQuery = (filters: AuditFilters) =>
  queryOptions({
    queryKey: ["audit", "total", filters] as const,
    queryFn: async ({ signal }) => (await fetchAudit(filters, 1, signal)).total,
    refetchInterval: LOOK_EVERY_MS,
    enabled: filters.cursor === undefined,
  });
