"use client";

import { useQuery } from "@tanstack/react-query";
import { BellRing } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { LoadFailure } from "../http/load-failure";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { Skeleton } from "../ui/skeleton";
import { AlertHistoryRow } from "./alert-history-row";
import { alertHistoryQuery } from "./queries";

/** What has fired, newest first, page by page. */
export function AlertHistory({ cursor }: { cursor: string | undefined }) {
  const t = useTranslations("alerts");
  const { data: page, error, refetch } = useQuery(alertHistoryQuery(cursor));
  return (
    <Section title={t("history.title")}>
      {!page ? (
        error ? (
          <LoadFailure title={t("error.history")} error={error} onRetry={refetch} />
        ) : (
          <Skeleton className="h-60 w-full" />
        )
      ) : page.total === 0 ? (
        <EmptyState icon={BellRing} title={t("history.none")} />
      ) : (
        <>
          <ol aria-label={t("history.title")} className="divide-y border-b">
            {page.entries.map((entry) => (
              <AlertHistoryRow key={entry.alert_id} entry={entry} />
            ))}
          </ol>
          <nav aria-label={t("history.pages")} className="flex items-center justify-between gap-4 pt-4">
            <p className="text-muted text-sm">{t("history.count", { count: page.total })}</p>
            <div className="flex gap-2">
              {cursor && (
                <Button asChild>
                  <Link href="/alerts">{t("history.newest")}</Link>
                </Button>
              )}
              {page.nextCursor && (
                <Button asChild>
                  <Link href={`/alerts?cursor=${page.nextCursor}`}>{t("history.older")}</Link>
                </Button>
              )}
            </div>
          </nav>
        </>
      )}
    </Section>
  );
}
