"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowUp, SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { LoadFailure } from "../http/load-failure";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Skeleton } from "../ui/skeleton";
import { AuditCards } from "./audit-cards";
import { type AuditFilters, auditHref } from "./audit-filters";
import { AuditTable } from "./audit-table";
import { auditListQuery, auditTotalQuery } from "./queries";

/** A page of the log. New entries wait outside, so that nothing moves under the pointer. */
export function AuditList({ filters }: { filters: AuditFilters }) {
  const t = useTranslations("audit");
  const { data: page, error, refetch, isFetching } = useQuery(auditListQuery(filters));
  const { data: total } = useQuery(auditTotalQuery(filters));

  if (!page && error) {
    return <LoadFailure title={t("error.title")} error={error} onRetry={refetch} />;
  }
  if (!page) return <Skeleton className="h-96 w-full" />;
  const newCount = filters.cursor === undefined ? Math.max(0, (total ?? 0) - page.total) : 0;
  return (
    <div aria-busy={isFetching} className="relative">
      {newCount > 0 && (
        <div
          aria-live="polite"
          className="-top-3.5 pointer-events-none absolute inset-x-0 z-10 flex justify-center"
        >
          <Button
            look="primary"
            size="small"
            onClick={() => void refetch()}
            className="pointer-events-auto rounded-full shadow-raised"
          >
            <ArrowUp aria-hidden />
            {t("newEntries", { count: newCount })}
          </Button>
        </div>
      )}
      {page.entries.length === 0 ? (
        <EmptyState icon={SearchX} title={t("none.title")}>
          <Button asChild className="mt-2">
            <Link href="/audit">{t("none.all")}</Link>
          </Button>
        </EmptyState>
      ) : (
        <>
          <div className="max-xl:hidden">
            <AuditTable entries={page.entries} filters={filters} />
          </div>
          <div className="xl:hidden">
            <AuditCards entries={page.entries} />
          </div>
        </>
      )}
      <nav aria-label={t("pages")} className="flex items-center justify-between gap-4 pt-4">
        <p className="text-muted text-sm">{t("entries", { count: page.total })}</p>
        <div className="flex gap-2">
          {filters.cursor && (
            <Button asChild>
              <Link href={auditHref(filters)}>{t("newest")}</Link>
            </Button>
          )}
          {page.nextCursor && (
            <Button asChild>
              <Link href={auditHref(filters, { cursor: page.nextCursor })}>{t("older")}</Link>
            </Button>
          )}
        </div>
      </nav>
    </div>
  );
}
