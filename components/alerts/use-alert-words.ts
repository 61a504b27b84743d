"use client";

import { useFormatter, useTranslations } from "next-intl";
import {
  type AlertKind,
  type AlertUnit,
  FAILURE_RATE_MIN_JOBS,
  FAILURE_RATE_MINUTES,
} from "@/lib/contract/alert-rules";
import type { AlertRule } from "@/lib/contract/alerts";
import { useTimes } from "../time/use-times";

const GIGABYTE_MEGABYTES = 1_000;

/** Rules and their values in words. */
export function useAlertWords() {
  const t = useTranslations("alerts");
  const format = useFormatter();
  const times = useTimes();
  const number = (value: number) => format.number(value, { maximumFractionDigits: 1 });

  function amount(value: number, unit: AlertUnit): string {
    switch (unit) {
      case "jobs":
        return t("amount.jobs", { count: value });
      case "minutes":
        return times.duration(value * 60);
      case "percent":
        return t("amount.percent", { number: number(value) });
      case "megabytes":
        return value < GIGABYTE_MEGABYTES
          ? t("amount.megabytes", { number: number(value) })
          : t("amount.gigabytes", { number: number(value / GIGABYTE_MEGABYTES) });
      default:
        return unit satisfies never;
    }
  }

  return {
    amount,
    name: (kind: AlertKind) => t(`kind.${kind}.name`),
    what: (kind: AlertKind) =>
      t(`kind.${kind}.what`, { minutes: FAILURE_RATE_MINUTES, jobs: FAILURE_RATE_MIN_JOBS }),
    /** What it says while it fires, in a sentence. */
    says: (kind: AlertKind, value: number, unit: AlertUnit) =>
      t(`kind.${kind}.says`, { amount: amount(value, unit), minutes: FAILURE_RATE_MINUTES }),
    /** "above 20 %" */
    limit: ({ fires, threshold, unit }: Pick<AlertRule, "fires" | "threshold" | "unit">) =>
      t(`limit.${fires}`, { amount: amount(threshold, unit) }),
    value: ({ value, unit }: Pick<AlertRule, "value" | "unit">) =>
      value === null ? t("amount.none") : amount(value, unit),
    waits: (seconds: number) => (seconds === 0 ? t("rules.atOnce") : times.duration(seconds)),
    cooldown: (seconds: number) => (seconds === 0 ? t("rules.noCooldown") : times.duration(seconds)),
  };
}
