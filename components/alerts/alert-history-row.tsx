"use client";

import { CircleCheck, CircleX, Hourglass, type LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import type { AlertDelivery, AlertEntry } from "@/lib/contract/alerts";
import { RelativeTime } from "../time/relative-time";
import { useTimes } from "../time/use-times";
import { SeverityWord } from "./alert-state";
import { useAlertWords } from "./use-alert-words";

/** One time that a rule fired: what, when, for how long, and who was told. */
export function AlertHistoryRow({ entry }: { entry: AlertEntry }) {
  const t = useTranslations("alerts.history");
  const words = useAlertWords();
  const times = useTimes();
  const { kind, severity, unit, value, worst_value, fired_at, resolved_at, deliveries } = entry;
  const seconds = resolved_at === null ? 0 : (Date.parse(resolved_at) - Date.parse(fired_at)) / 1000;
  return (
    <li className="grid gap-x-4 gap-y-1 py-3 md:grid-cols-[7rem_minmax(0,1fr)_10rem]">
      <SeverityWord severity={severity} />
      <div className="grid min-w-0 gap-1">
        <p>
          {words.says(kind, value, unit)}{" "}
          {worst_value !== value && (
            <span className="text-muted">{t("worst", { amount: words.amount(worst_value, unit) })}</span>
          )}
        </p>
        {deliveries.length === 0 ? (
          <p className="text-muted text-sm">{t("toldNobody")}</p>
        ) : (
          <ul className="grid gap-0.5">
            {deliveries.map((delivery) => (
              <Delivery
                key={`${delivery.event} ${delivery.channel} ${delivery.ended_at}`}
                delivery={delivery}
              />
            ))}
          </ul>
        )}
      </div>
      <div className="flex flex-wrap gap-x-2 text-muted md:flex-col md:items-end">
        <RelativeTime at={fired_at} />
        <span className={resolved_at === null ? "text-failed" : undefined}>
          {resolved_at === null ? t("goesOn") : t("lasted", { duration: times.duration(seconds) })}
        </span>
      </div>
    </li>
  );
}

const looks: Record<AlertDelivery["outcome"], { icon: LucideIcon; className: string }> = {
  waiting: { icon: Hourglass, className: "text-pending" },
  delivered: { icon: CircleCheck, className: "text-completed" },
  failed: { icon: CircleX, className: "text-failed" },
};

function Delivery({ delivery: { event, channel, outcome, tries, error } }: { delivery: AlertDelivery }) {
  const t = useTranslations("alerts.history");
  const channels = useTranslations("alerts.channels");
  const { icon: Icon, className } = looks[outcome];
  return (
    <li className="flex flex-wrap items-center gap-x-1.5 text-muted text-sm">
      <Icon aria-hidden className={`size-3.5 shrink-0 ${className}`} />
      <span>
        {t(`told.${event}`)} · {channels(channel)} · {t(`outcome.${outcome}`)}
        {tries > 1 && ` · ${t("tries", { count: tries })}`}
      </span>
      {error !== null && <span className="min-w-0 wrap-anywhere text-failed">{error}</span>}
    </li>
  );
}
