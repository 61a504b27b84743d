"use client";

import { ChartColumn, Table2 } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useMemo, useState } from "react";
import type { JobTrends } from "@/lib/contract/stats";
import { jobsHref } from "../jobs/job-filters";
import { useIsAlive } from "../time/clock";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { Skeleton } from "../ui/skeleton";
import { type PlotProps, Swatch } from "./plot-parts";
import {
  type ChartKind,
  chartDefinitions,
  isEmpty,
  type Point,
  pointsOf,
  type SeriesLook,
} from "./trend-series";
import { useChartWords } from "./use-chart-words";
import type { Zoom } from "./use-zoom";

const waiting = () => <Skeleton className="size-full" />;
/** The charts' code is loaded where a chart is shown. It sets inline styles, which only the browser may. */
const BarPlot = dynamic<PlotProps>(() => import("./bar-plot"), { ssr: false, loading: waiting });
const LinePlot = dynamic<PlotProps>(() => import("./line-plot"), { ssr: false, loading: waiting });

type TrendChartProps = { kind: ChartKind; trends: JobTrends; zoom: Zoom };

/** A chart of the trends: drag to zoom, click for the jobs of a bucket, and the same numbers as a table. */
export function TrendChart({ kind, trends, zoom }: TrendChartProps) {
  const t = useTranslations("charts");
  const router = useRouter();
  const isAlive = useIsAlive();
  const titleId = useId();
  const [isTable, setTable] = useState(false);
  const { shape, unit, series, jobsOf } = chartDefinitions[kind];
  const points = useMemo(() => pointsOf(kind, trends), [kind, trends]);
  const Plot = shape === "bars" ? BarPlot : LinePlot;
  const title = t(`kind.${kind}`);
  const pick = jobsOf ? (point: Point) => router.push(jobsHref(jobsOf(point.start, point.end))) : null;

  return (
    <figure aria-labelledby={titleId} className="min-w-0">
      <div className="mb-1 flex min-h-8 items-center gap-x-4 max-md:flex-wrap">
        <figcaption id={titleId} className="min-w-0 truncate font-medium">
          {title}
        </figcaption>
        {series.length > 1 && <Legend series={series} />}
        <Button
          look="quiet"
          size="icon"
          className="ml-auto"
          aria-label={isTable ? t("showChart", { title }) : t("showTable", { title })}
          hint={isTable ? t("asChart") : t("asTable")}
          onClick={() => setTable(!isTable)}
        >
          {isTable ? <ChartColumn aria-hidden /> : <Table2 aria-hidden />}
        </Button>
      </div>
      <div className="relative h-44">
        {isTable ? (
          <div className="relative h-full overflow-auto border-y">
            <PointTable title={title} kind={kind} points={points} isLinked />
          </div>
        ) : (
          <>
            <div className="sr-only">
              <PointTable title={title} kind={kind} points={points} />
            </div>
            <div aria-hidden className={classNames("size-full", pick && "[&_svg]:cursor-pointer")}>
              {isAlive ? (
                <Plot points={points} series={series} unit={unit} zoom={zoom} onPick={pick} />
              ) : (
                waiting()
              )}
            </div>
            {isEmpty(points) && (
              <p className="pointer-events-none absolute inset-0 flex items-center justify-center pb-6 text-muted">
                {t("empty")}
              </p>
            )}
          </>
        )}
      </div>
    </figure>
  );
}

function Legend({ series }: { series: readonly SeriesLook[] }) {
  const words = useChartWords();
  return (
    <ul aria-hidden className="flex gap-3 overflow-hidden text-muted text-xs max-md:order-last max-md:w-full">
      {series.map((one) => (
        <li key={one.key} className="flex items-center gap-1 whitespace-nowrap">
          <Swatch look={one} />
          {words.series(one.key)}
        </li>
      ))}
    </ul>
  );
}

type PointTableProps = { title: string; kind: ChartKind; points: readonly Point[]; isLinked?: boolean };

/** The numbers of a chart. Its links to jobs are there only while it can be seen. */
function PointTable({ title, kind, points, isLinked = false }: PointTableProps) {
  const t = useTranslations("charts");
  const words = useChartWords();
  const { series, unit, jobsOf } = chartDefinitions[kind];
  return (
    <table className="w-full border-collapse text-sm">
      <caption className="sr-only">{title}</caption>
      <thead>
        <tr className="border-b text-muted">
          <th scope="col" className="h-8 px-2 text-left font-medium">
            {t("time")}
          </th>
          {series.map(({ key }) => (
            <th key={key} scope="col" className="h-8 px-2 text-right font-medium">
              {words.series(key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {points.map(({ start, end, isUnfinished, values }) => {
          const time = `${words.span(start, end)}${isUnfinished ? ` · ${t("unfinished")}` : ""}`;
          return (
            <tr key={start} className="border-b last:border-b-0">
              <th scope="row" className="h-8 whitespace-nowrap px-2 text-left font-normal">
                {isLinked && jobsOf ? (
                  <Link
                    href={jobsHref(jobsOf(start, end))}
                    prefetch={false}
                    className="text-accent-ink underline-offset-2 hover:underline"
                  >
                    {time}
                  </Link>
                ) : (
                  time
                )}
              </th>
              {series.map(({ key }) => (
                <td key={key} className="px-2 text-right">
                  {words.value(values[key], unit)}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
