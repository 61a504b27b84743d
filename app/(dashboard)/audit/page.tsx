import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { Download } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireCaller } from "@/app/_auth";
import { pageCursor } from "@/app/_cursor";
import { auditFilters } from "@/components/audit/audit-address";
import { AuditFilterBar } from "@/components/audit/audit-filter-bar";
import {
  type AuditFilters,
  auditExportHref,
  auditHref,
  auditQueryOf,
} from "@/components/audit/audit-filters";
import { AuditList } from "@/components/audit/audit-list";
import { auditListQuery, ENTRIES_PER_PAGE } from "@/components/audit/queries";
import { makeQueryClient } from "@/components/query-client";
import { Button } from "@/components/ui/button";
import { CopyAsCurl } from "@/components/ui/copy-as-curl";
import { PageHeader } from "@/components/ui/page-header";
import { auditFacets } from "@/lib/audit/facets";
import { listAudit } from "@/lib/audit/read";
import { AppError } from "@/lib/errors";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("audit");
  return { title: t("title") };
}

export default async function AuditPage({ searchParams }: PageProps<"/audit">) {
  const query = await searchParams;
  const filters = { ...auditFilters.parse(query), cursor: pageCursor.parse(query.cursor) };
  await requireCaller("audit:read");
  const t = await getTranslations("audit");
  const cache = makeQueryClient();
  const [facets] = await Promise.all([
    auditFacets(),
    cache.prefetchQuery({
      ...auditListQuery(filters),
      queryFn: () => listAudit({ ...filters, limit: ENTRIES_PER_PAGE }),
    }),
  ]);
  const { error } = cache.getQueryState(auditListQuery(filters).queryKey) ?? {};
  // A cursor that this log never gave: an address forgives, and begins again.
  if (filters.cursor && error instanceof AppError && error.status === 422) redirect(auditHref(filters));
  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <PageHeader
        title={t("title")}
        actions={
          <>
            {(["csv", "ndjson"] as const).map((format) => (
              <Button key={format} asChild>
                <a href={auditExportHref(filters, format)} download>
                  <Download aria-hidden />
                  {t(`export.${format}`)}
                </a>
              </Button>
            ))}
            <CopyAsCurl method="GET" path={apiPath(filters)} look="icon" />
          </>
        }
      />
      <div className="grid grid-cols-1 gap-6">
        <AuditFilterBar filters={filters} facets={facets} />
        <AuditList filters={filters} />
      </div>
    </HydrationBoundary>
  );
}

/** The call that gives the page of the log in view. */
function apiPath(filters: AuditFilters): string {
  const query = new URLSearchParams({ ...auditQueryOf(filters), limit: String(ENTRIES_PER_PAGE) });
  return `/api/audit?${query}`;
}
