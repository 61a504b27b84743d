"use client";

import { useTranslations } from "next-intl";
import type { AlertRule } from "@/lib/contract/alerts";
import { RuleStateBadge, SeverityWord } from "./alert-state";
import { RuleActions } from "./rule-actions";
import { SnoozeNote } from "./snooze-note";
import { useAlertWords } from "./use-alert-words";

const head = "h-9 px-3 text-left font-medium text-muted text-sm first:pl-0 last:pr-0";
const cell = "px-3 py-2.5 align-top first:pl-0 last:pr-0";

/** Rules on a wide page. The widths are fixed, so that no change of a row moves another. */
export function RuleTable({ rules }: { rules: readonly AlertRule[] }) {
  const t = useTranslations("alerts.rules");
  const words = useAlertWords();
  const columns = [
    ["rule", ""],
    ["state", "w-28"],
    ["value", "w-28"],
    ["limit", "w-28"],
    ["severity", "w-28"],
    ["waits", "w-20"],
    ["cooldown", "w-24"],
  ] as const;
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">{t("caption")}</caption>
      <thead>
        <tr className="border-b">
          {columns.map(([name, width]) => (
            <th key={name} scope="col" className={`${head} ${width}`}>
              {t(`column.${name}`)}
            </th>
          ))}
          <th scope="col" className={`${head} w-24`}>
            <span className="sr-only">{t("column.actions")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <tr key={rule.kind} className="border-b">
            <th scope="row" className={`${cell} text-left font-normal`}>
              <span className="block font-medium">{words.name(rule.kind)}</span>
              <span className="block text-muted text-sm">{words.what(rule.kind)}</span>
              <SnoozeNote rule={rule} />
            </th>
            <td className={cell}>
              <RuleStateBadge rule={rule} />
            </td>
            <td className={cell}>{words.value(rule)}</td>
            <td className={cell}>{words.limit(rule)}</td>
            <td className={cell}>
              <SeverityWord severity={rule.severity} />
            </td>
            <td className={cell}>{words.waits(rule.for_seconds)}</td>
            <td className={cell}>{words.cooldown(rule.cooldown_seconds)}</td>
            <td className={cell}>
              <div className="-mt-1 flex justify-end">
                <RuleActions rule={rule} isWordless />
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
