"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { JobTrends } from "@/lib/contract/stats";
import { alertsQuery, firingIn } from "../alerts/queries";
import { useVerdictOnAlerts } from "../alerts/use-verdict-on-alerts";
import { type ChartRange, queryOf, zoomHref } from "../charts/chart-ranges";
import { trendsOptions, verdictQuery } from "../charts/queries";
import { TrendChart } from "../charts/trend-chart";
import { useZoom } from "../charts/use-zoom";
import { LoadFailure } from "../http/load-failure";
import { jobCountsQuery } from "../jobs/queries";
import { Skeleton } from "../ui/skeleton";
import { CountLinks } from "./count-links";
import { Figures, type WorkerSlots } from "./figures";
import { Verdict } from "./verdict";

type OverviewNowProps = { range: ChartRange; workers: WorkerSlots | null; isPaused: boolean };

/** Is it healthy, and how does it move: the verdict, the numbers and the charts of the chosen time. */
export function OverviewNow({ range, workers, isPaused }: OverviewNowProps) {
  const t = useTranslations("charts");
  const health = useQuery(verdictQuery());
  const trends = useQuery(trendsOptions(queryOf({ range })));
  const { data: counts } = useQuery(jobCountsQuery());
  const { data: alerts = [] } = useQuery({ ...alertsQuery(), select: firingIn });
  useVerdictOnAlerts();
  const error = health.error ?? trends.error;

  function tryAgain() {
    void health.refetch();
    void trends.refetch();
  }

  if (!health.data || !trends.data) {
    return (
      <>
        {error ? (
          <LoadFailure title={t("loadFailed")} error={error} onRetry={tryAgain} />
        ) : (
          <Skeleton className="h-6 w-80" />
        )}
        <CountLinks />
        {!error && <Skeleton className="h-52" />}
      </>
    );
  }
  return (
    <>
      <Verdict
        health={health.data}
        trends={trends.data}
        alerts={alerts}
        counts={counts}
        isPaused={isPaused}
        hasNoWorker={workers?.alive === 0}
      />
      <CountLinks />
      <Figures health={health.data} trends={trends.data} workers={workers} />
      <OverviewCharts trends={trends.data} />
    </>
  );
}

/** Dragging over a chart opens that time in the statistics. */
function OverviewCharts({ trends }: { trends: JobTrends }) {
  const router = useRouter();
  const bucketMs = trends.bucket_minutes * 60_000;
  const zoom = useZoom((first, last) => router.push(zoomHref(first, last + bucketMs)));
  return (
    <div className="grid gap-x-8 gap-y-6 pt-2 lg:grid-cols-2">
      {(["throughput", "depth", "wait", "run"] as const).map((kind) => (
        <TrendChart key={kind} kind={kind} trends={trends} zoom={zoom} />
      ))}
    </div>
  );
}
