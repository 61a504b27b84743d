import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireCaller } from "@/app/_auth";
import { queryOf, statisticsParams, statisticsRanges } from "@/components/charts/chart-ranges";
import { trendsOptions } from "@/components/charts/queries";
import { RangeLinks } from "@/components/charts/range-links";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { makeQueryClient } from "@/components/query-client";
import { StatisticsView } from "@/components/statistics/statistics-view";
import { PageHeader } from "@/components/ui/page-header";
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
        actions={<RangeLinks path="/statistics" ranges={statisticsRanges} current={range} />}
      />
      <StatisticsView view={view} />
    </HydrationBoundary>
  );
}
