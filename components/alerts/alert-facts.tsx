"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { RelativeTime } from "../time/relative-time";
import { alertsQuery } from "./queries";

/** How many fire, and when the server looked, below the page's title. */
export function AlertFacts() {
  const t = useTranslations("alerts.facts");
  const { data } = useQuery(alertsQuery());
  if (!data) return null;
  const count = data.rules.filter(({ state }) => state === "firing").length;
  const checkedAt = data.rules
    .flatMap(({ checked_at }) => checked_at ?? [])
    .sort()
    .at(-1);
  return (
    <>
      <span className={count > 0 ? "text-failed" : undefined}>{t("firing", { count })}</span>
      <span>
        {checkedAt ? t.rich("checked", { time: () => <RelativeTime at={checkedAt} /> }) : t("never")}
      </span>
    </>
  );
}
