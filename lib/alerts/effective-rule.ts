/** A rule as it holds: what administrators have set, else its defaults. */

import {
  type AlertKind,
  type AlertSettings,
  type AlertSeverity,
  alertKinds,
  alertRules,
  alertSeverities,
} from "@/lib/contract/alert-rules";
import type { AlertRule } from "@/lib/contract/alerts";
import type { Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/generated/prisma/client";

export type RuleRow = Prisma.AlertRuleGetPayload<object>;

/** The rows of the rules that this version knows, by kind. */
export async function ruleRows(db: Pick<Db, "alertRule">): Promise<Map<AlertKind, RuleRow>> {
  const rows = await db.alertRule.findMany();
  return new Map(
    rows.flatMap((row) => {
      const kind = kindOf(row.kind);
      return kind === null ? [] : [[kind, row] as const];
    }),
  );
}

export function kindOf(name: string): AlertKind | null {
  return alertKinds.find((kind) => kind === name) ?? null;
}

export function severityOf(name: string): AlertSeverity {
  return alertSeverities.find((severity) => severity === name) ?? "high";
}

export function settingsOf(kind: AlertKind, row: RuleRow | undefined): AlertSettings {
  const { defaults } = alertRules[kind];
  return {
    is_enabled: row?.isEnabled ?? defaults.is_enabled,
    severity: row?.severity ? severityOf(row.severity) : defaults.severity,
    threshold: row?.threshold ?? defaults.threshold,
    for_seconds: row?.forSeconds ?? defaults.for_seconds,
    cooldown_seconds: row?.cooldownSeconds ?? defaults.cooldown_seconds,
  };
}

/** Whether a value has passed the rule's threshold. Nothing measured is nothing passed. */
export function isPassed(kind: AlertKind, threshold: number, value: number | null): boolean {
  if (value === null) return false;
  return alertRules[kind].fires === "above" ? value > threshold : value < threshold;
}

/** The worse of two values. */
export function worseOf(kind: AlertKind, a: number, b: number): number {
  return alertRules[kind].fires === "above" ? Math.max(a, b) : Math.min(a, b);
}

const iso = (time: Date | null | undefined) => time?.toISOString() ?? null;

/** A rule in the API's words. A snooze that is over is none. */
export function toAlertRule(kind: AlertKind, row: RuleRow | undefined, now: Date): AlertRule {
  const { unit, fires, min, max, defaults } = alertRules[kind];
  const isSnoozed = row?.snoozedUntil != null && row.snoozedUntil > now;
  return {
    kind,
    ...settingsOf(kind, row),
    unit,
    fires,
    threshold_min: min,
    threshold_max: max,
    defaults,
    changed_at: iso(row?.changedAt),
    changed_by: row?.changedBy ?? null,
    state: row?.state === "firing" || row?.state === "pending" ? row.state : "ok",
    since: iso(row?.since),
    value: row?.value ?? null,
    checked_at: iso(row?.checkedAt),
    snoozed_until: isSnoozed ? iso(row.snoozedUntil) : null,
    snoozed_by: isSnoozed ? row.snoozedBy : null,
    snooze_reason: isSnoozed ? row.snoozeReason : null,
    alert_id: row?.alertId ?? null,
  };
}
