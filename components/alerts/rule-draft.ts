/** What somebody has chosen for a rule and not saved yet. Pure. */

import type { AlertSettings } from "@/lib/contract/alert-rules";
import type { AlertRule, AlertRuleChange } from "@/lib/contract/alerts";

/** `threshold` as it was typed. */
export type RuleDraft = Omit<AlertSettings, "threshold"> & { threshold: string };

export function draftOf({
  is_enabled,
  severity,
  threshold,
  for_seconds,
  cooldown_seconds,
}: AlertSettings): RuleDraft {
  return { is_enabled, severity, threshold: String(threshold), for_seconds, cooldown_seconds };
}

/** The number that was typed; null when it is none that the rule may have. */
export function thresholdOf(rule: AlertRule, draft: RuleDraft): number | null {
  const typed = draft.threshold.trim();
  const value = /^\d{1,10}$/.test(typed) ? Number(typed) : Number.NaN;
  return value >= rule.threshold_min && value <= rule.threshold_max ? value : null;
}

/** What is to be sent: what differs from what holds. A default is sent as null, so that the rule follows it. */
export function changeIn(rule: AlertRule, draft: RuleDraft): Omit<AlertRuleChange, "reason"> {
  const wanted: AlertSettings = { ...draft, threshold: thresholdOf(rule, draft) ?? rule.threshold };
  const names = Object.keys(rule.defaults) as (keyof AlertSettings)[]; // they are its keys
  return Object.fromEntries(
    names.flatMap((name) => {
      if (wanted[name] === rule[name]) return [];
      return [[name, wanted[name] === rule.defaults[name] ? null : wanted[name]]];
    }),
  );
}

/** The lengths to choose from in seconds, the one that holds among them. */
export function withCurrent(lengths: readonly number[], current: number): number[] {
  return [...new Set([...lengths, current])].sort((a, b) => a - b);
}
