"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { LoadFailure } from "../http/load-failure";
import { Section } from "../ui/section";
import { Skeleton } from "../ui/skeleton";
import { FiringLine } from "./firing-line";
import { alertsQuery } from "./queries";
import { useVerdictOnAlerts } from "./use-verdict-on-alerts";

/** What fires now, the snoozed ones included. */
export function FiringAlerts() {
  const t = useTranslations("alerts");
  const { data, error, refetch } = useQuery(alertsQuery());
  useVerdictOnAlerts();
  const firing = data?.rules.filter(({ state }) => state === "firing");
  return (
    <Section title={t("firing.title")}>
      {firing === undefined ? (
        error ? (
          <LoadFailure title={t("error.title")} error={error} onRetry={refetch} />
        ) : (
          <Skeleton className="h-7 w-80" />
        )
      ) : firing.length === 0 ? (
        <p className="flex min-h-7 items-center gap-2">
          <CircleCheck aria-hidden className="size-4 shrink-0 text-completed" />
          {t("firing.none")}
        </p>
      ) : (
        <ul aria-label={t("firing.title")} className="grid gap-2">
          {firing.map((rule) => (
            <FiringLine key={rule.kind} rule={rule} />
          ))}
        </ul>
      )}
    </Section>
  );
}
