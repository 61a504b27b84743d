"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { queryOf, type StatisticsView as View, zoomHref } from "../charts/chart-ranges";
import { trendsOptions } from "../charts/queries";
import { TrendChart } from "../charts/trend-chart";
import { chartKinds } from "../charts/trend-series";
import { useZoom } from "../charts/use-zoom";
import { LoadFailure } from "../http/load-failure";
import { Section } from "../ui/section";
import { Skeleton } from "../ui/skeleton";
import { ErrorTable } from "./error-table";
import { GroupTable } from "./group-table";
import { Totals } from "./totals";
import { WeekTable } from "./week-table";
import { WindowBar } from "./window-bar";

/** The trends of a stretch of time: every chart shows the same one, and a drag over any of them changes it for all. */
export function StatisticsView({ view }: { view: View }) {
  const t = useTranslations("statistics");
  const charts = useTranslations("charts");
  const router = useRouter();
  const { data: trends, error, refetch } = useQuery(trendsOptions(queryOf(view)));
  const bucketMs = (trends?.bucket_minutes ?? 0) * 60_000;
  const zoom = useZoom((first, last) => router.push(zoomHref(first, last + bucketMs), { scroll: false }));

  if (!trends) {
    return error ? (
      <LoadFailure title={charts("loadFailed")} error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton className="h-dvh" />
    );
  }
  // Whom they do not concern is told of no workers.
  const knowsWorkers = trends.buckets.some(({ workers }) => workers !== null);
  const kinds = chartKinds.filter((kind) => kind !== "workers" || knowsWorkers);
  return (
    <div className="grid gap-8">
      <div className="grid gap-4">
        <WindowBar trends={trends} isFixed={"from" in view} />
        <Totals trends={trends} />
      </div>
      <Section
        title={t("trends")}
        aside={<span className="text-muted text-sm max-md:hidden">{t("hint")}</span>}
      >
        <div className="grid gap-x-8 gap-y-6 lg:grid-cols-2 2xl:grid-cols-3">
          {kinds.map((kind) => (
            <TrendChart key={kind} kind={kind} trends={trends} zoom={zoom} />
          ))}
        </div>
      </Section>
      <ErrorTable trends={trends} />
      <div className="grid gap-8 lg:grid-cols-2">
        <GroupTable by="style" trends={trends} />
        <GroupTable by="priority" trends={trends} />
      </div>
      <WeekTable trends={trends} />
    </div>
  );
}
