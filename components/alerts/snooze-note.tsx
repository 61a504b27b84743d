"use client";

import { useTranslations } from "next-intl";
import type { AlertRule } from "@/lib/contract/alerts";
import { RelativeTime } from "../time/relative-time";

/** Until when a rule tells nobody, by whose order and why. Nothing of one that is not snoozed. */
export function SnoozeNote({ rule }: { rule: AlertRule }) {
  const t = useTranslations("alerts.snooze");
  const { snoozed_until, snoozed_by, snooze_reason } = rule;
  if (snoozed_until === null) return null;
  const values = { who: snoozed_by ?? "", time: () => <RelativeTime at={snoozed_until} /> };
  return (
    <span className="wrap-anywhere text-muted text-sm">
      {snooze_reason === null
        ? t.rich("until", values)
        : t.rich("untilWhy", { ...values, reason: snooze_reason })}
    </span>
  );
}
