"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useMemo } from "react";
import type { JobTrends } from "@/lib/contract/stats";
import { weekOf } from "../charts/heat";
import { HeatCell } from "../charts/heat-cell";
import { useTimes } from "../time/use-times";
import { Section } from "../ui/section";

const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** When work comes: jobs created by weekday and hour of the day, in the person's zone. */
export function WeekTable({ trends }: { trends: JobTrends }) {
  const t = useTranslations("statistics.week");
  const format = useFormatter();
  const { zone } = useTimes();
  const week = useMemo(() => weekOf(trends.by_hour, zone), [trends.by_hour, zone]);
  const max = Math.max(0, ...week.flat().map(({ created }) => created));
  return (
    <Section title={t("title")} aside={<span className="text-muted text-sm">{zone}</span>}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who cannot drag scrolls by keys. */}
      <section aria-label={t("caption")} tabIndex={0} className="relative overflow-x-auto">
        <table className="w-full border-collapse">
          <caption className="sr-only">{t("caption")}</caption>
          <thead>
            <tr className="text-muted text-xs">
              <th scope="col" className="sr-only">
                {t("weekday")}
              </th>
              {Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, "0")}`).map((hour) => (
                <th key={hour} scope="col" className="h-7 min-w-8 font-normal">
                  {hour}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weekdays.map((weekday, day) => (
              <tr key={weekday}>
                <th scope="row" className="pr-3 text-left font-normal text-muted text-sm">
                  {t(`day.${weekday}`)}
                </th>
                {(week[day] ?? []).map(({ created, failed, hours }, hour) => (
                  <HeatCell
                    // biome-ignore lint/suspicious/noArrayIndexKey: the index is the hour.
                    key={hour}
                    value={created}
                    max={max}
                    look="plain"
                    title={hours > 0 ? t("cell", { created, failed, hours }) : t("outside")}
                  >
                    {hours === 0 ? (
                      <span className="text-muted">
                        <span aria-hidden>–</span>
                        <span className="sr-only">{t("outside")}</span>
                      </span>
                    ) : created === 0 ? (
                      <span className="text-muted">·</span>
                    ) : (
                      format.number(created, { notation: "compact" })
                    )}
                  </HeatCell>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}
