import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireCaller } from "@/app/_auth";
import { statisticsParams } from "@/components/charts/chart-address";
import { queryOf, statisticsRanges } from "@/components/charts/chart-ranges";
import { trendsOptions } from "@/components/charts/queries";
import { RangeLinks } from "@/components/charts/range-links";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { makeQueryClient } from "@/components/query-client";
import { StatisticsView } from "@/components/statistics/statistics-view";
import { CopyAsCurl } from "@/components/ui/copy-as-curl";
import { PageHeader } from "@/components/ui/page-header";
import type { TrendsQuery } from "@/lib/contract/stats";
import { jobTrends } from "@/lib/stats/trends";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("statistics");
  return { title: t("title") };
}

export default async function StatisticsPage({ searchParams }: PageProps<"/statistics">) {
  const view = statisticsParams.parse(await searchParams);
  const caller = await requireCaller("job:read");
  const t = await getTranslations("statistics");
  const query = queryOf(view);
  const cache = makeQueryClient();
  await cache.prefetchQuery({ ...trendsOptions(query), queryFn: () => jobTrends(query, caller) });
  const range = "range" in view ? view.range : null;
  return (
    <HydrationBoundary state={dehydrate(cache)}>
      {range && <RefreshOnChange />}
      <PageHeader
        title={t("title")}
        actions={
          <>
            <RangeLinks path="/statistics" ranges={statisticsRanges} current={range} />
            <CopyAsCurl method="GET" path={apiPath(query)} look="icon" />
          </>
        }
      />
      <StatisticsView view={view} />
    </HydrationBoundary>
  );
}

/** The call that gives the trends in view. */
function apiPath(query: TrendsQuery): string {
  const words = Object.entries(query).map(([name, value]) => [name, String(value)]);
  return `/api/presentations/jobs/trends?${new URLSearchParams(words)}`;
}
