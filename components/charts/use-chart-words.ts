"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTimes } from "../time/use-times";
import type { SeriesKey, Unit } from "./trend-series";

const DAY_MS = 24 * 3_600_000;

export type ChartWords = {
  series: (key: SeriesKey) => string;
  value: (value: number | null | undefined, unit: Unit) => string;
  /** A time on the axis of a window of `lengthMs`: the hour, or the day when there are several. Unix ms. */
  tick: (at: number, lengthMs: number) => string;
  /** The same for a column of `stepMs`, with both where the day alone would stand twice. Unix ms. */
  column: (at: number, lengthMs: number, stepMs: number) => string;
  /** "5 Jan, 08:00 – 08:30": a bucket. Unix ms. */
  span: (start: number, end: number) => string;
  /** Of the bucket that goes on. */
  unfinished: string;
};

/** How charts and their tables write numbers and times, in the person's language and zone. */
export function useChartWords(): ChartWords {
  const t = useTranslations("charts");
  const common = useTranslations("common");
  const format = useFormatter();
  const language = useLocale();
  const { zone, duration } = useTimes();
  return useMemo(() => {
    const clock = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    const date = new Intl.DateTimeFormat("en-GB", { timeZone: zone, day: "numeric", month: "numeric" });
    const englishDate = new Intl.DateTimeFormat("en-GB", { timeZone: zone, day: "numeric", month: "short" });
    // From parts: whole formats differ between JavaScript engines, and a page must not change when it comes alive.
    const day = (at: number) => {
      const parts = Object.fromEntries(
        (language === "en" ? englishDate : date).formatToParts(at).map(({ type, value }) => [type, value]),
      );
      return language === "en" ? `${parts.day} ${parts.month}` : `${parts.month}月${parts.day}日`;
    };
    const time = (at: number) => clock.format(at);
    return {
      series: (key) => {
        switch (key) {
          case "completed":
          case "failed":
          case "timeout":
            return common(`status.${key}`);
          default:
            return t(`series.${key}`);
        }
      },
      value: (value, unit) => {
        if (value === null || value === undefined) return "–";
        if (unit === "seconds") return duration(value);
        const number = format.number(value, { maximumFractionDigits: 1 });
        return unit === "percent" ? `${number} %` : number;
      },
      unfinished: t("unfinished"),
      tick: (at, lengthMs) => (lengthMs > 2 * DAY_MS ? day(at) : time(at)),
      column: (at, lengthMs, stepMs) => {
        if (lengthMs <= 2 * DAY_MS) return time(at);
        return stepMs < DAY_MS ? `${day(at)} ${time(at)}` : day(at);
      },
      span: (start, end) => {
        const last = day(start) === day(end) ? time(end) : `${day(end)}, ${time(end)}`;
        return `${day(start)}, ${time(start)} – ${last}`;
      },
    };
  }, [t, common, format, language, zone, duration]);
}
