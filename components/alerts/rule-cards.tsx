"use client";

import { useTranslations } from "next-intl";
import type { AlertRule } from "@/lib/contract/alerts";
import { FactsList } from "../ui/facts-list";
import { RuleStateBadge, SeverityWord } from "./alert-state";
import { RuleActions } from "./rule-actions";
import { SnoozeNote } from "./snooze-note";
import { useAlertWords } from "./use-alert-words";

/** Rules where a table has no room: the same facts, one below the other. */
export function RuleCards({ rules }: { rules: readonly AlertRule[] }) {
  const t = useTranslations("alerts.rules");
  const words = useAlertWords();
  return (
    <ul aria-label={t("caption")} className="divide-y border-b">
      {rules.map((rule) => (
        <li key={rule.kind} className="grid gap-3 py-4 first:pt-0">
          <div className="flex items-start justify-between gap-3">
            <div className="min-w-0">
              <p className="font-medium">{words.name(rule.kind)}</p>
              <p className="text-muted text-sm">{words.what(rule.kind)}</p>
            </div>
            <RuleStateBadge rule={rule} />
          </div>
          <SnoozeNote rule={rule} />
          <FactsList
            facts={[
              { name: t("column.value"), value: words.value(rule) },
              { name: t("column.limit"), value: words.limit(rule) },
              { name: t("column.severity"), value: <SeverityWord severity={rule.severity} /> },
              { name: t("column.waits"), value: words.waits(rule.for_seconds) },
              { name: t("column.cooldown"), value: words.cooldown(rule.cooldown_seconds) },
            ]}
          />
          <RuleActions rule={rule} />
        </li>
      ))}
    </ul>
  );
}
