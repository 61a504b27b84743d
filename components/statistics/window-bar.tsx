"use client";

import { ChevronLeft, ChevronRight, Download, ZoomIn, ZoomOut } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import type { JobTrends } from "@/lib/contract/stats";
import { moved, scaled, zoomHref } from "../charts/chart-ranges";
import { saveText, toCsv } from "../charts/csv";
import { useChartWords } from "../charts/use-chart-words";
import { useTimes } from "../time/use-times";
import { Button } from "../ui/button";
import { trendRows } from "./trend-rows";

/** Which time is shown; ways to move and zoom for those who do not drag; and the numbers as a file. */
export function WindowBar({ trends, isFixed }: { trends: JobTrends; isFixed: boolean }) {
  const t = useTranslations("statistics.window");
  const words = useChartWords();
  const { zone } = useTimes();
  const [from, to, now] = [trends.from, trends.to, trends.timestamp].map((time) => Date.parse(time)) as [
    number,
    number,
    number,
  ];

  function download() {
    saveText(
      `statistics-${trends.from.slice(0, 16).replace(":", "")}.csv`,
      "text/csv",
      toCsv(trendRows(trends)),
    );
  }

  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p aria-live="polite" className="min-w-0">
        <span className="font-medium">{words.span(from, to)}</span>{" "}
        <span className="text-muted">
          {zone} · {t("bucket", { count: trends.bucket_minutes })}
        </span>
      </p>
      <div className="flex flex-wrap items-center gap-1 md:ml-auto">
        <Step to={moved(from, to, -0.5, now)} name={t("earlier")}>
          <ChevronLeft aria-hidden />
        </Step>
        <Step to={moved(from, to, 0.5, now)} name={t("later")} isOff={to >= now} offReason={t("atNow")}>
          <ChevronRight aria-hidden />
        </Step>
        <Step
          to={scaled(from, to, 0.5, now)}
          name={t("zoomIn")}
          isOff={trends.buckets.length <= 5}
          offReason={t("atSmallest")}
        >
          <ZoomIn aria-hidden />
        </Step>
        <Step
          to={scaled(from, to, 2, now)}
          name={t("zoomOut")}
          isOff={to - from >= LONGEST_MS}
          offReason={t("atLongest")}
        >
          <ZoomOut aria-hidden />
        </Step>
        {isFixed && (
          <Button asChild look="quiet">
            <Link href="/statistics" scroll={false}>
              {t("reset")}
            </Link>
          </Button>
        )}
        <Button onClick={download}>
          <Download aria-hidden />
          {t("csv")}
        </Button>
      </div>
    </div>
  );
}

const LONGEST_MS = 743 * 3_600_000;

type StepProps = {
  to: readonly [number, number];
  name: string;
  isOff?: boolean;
  offReason?: string;
  children: ReactNode;
};

function Step({ to: [from, to], name, isOff = false, offReason, children }: StepProps) {
  const button: ComponentProps<typeof Button> = { look: "quiet", size: "icon", "aria-label": name };
  return isOff ? (
    <Button {...button} disabledReason={offReason}>
      {children}
    </Button>
  ) : (
    <Button {...button} asChild hint={name}>
      <Link href={zoomHref(from, to)} scroll={false} prefetch={false}>
        {children}
      </Link>
    </Button>
  );
}
