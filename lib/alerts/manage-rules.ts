/** Changing a rule, snoozing it and waking it. Each is an entry of the audit log, written with the change. */
import { recordAudit } from "@/lib/audit/record";
import type { Caller } from "@/lib/auth/caller";
import { type AlertKind, alertRules } from "@/lib/contract/alert-rules";
import type { AlertRule, AlertRuleChange, SnoozeInput } from "@/lib/contract/alerts";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { Prisma } from "@/lib/generated/prisma/client";
import { kindOf, settingsOf, toAlertRule } from "./effective-rule";

type Transaction = Prisma.TransactionClient;

/** Null takes a value back. @throws AppError not_found; validation_failed when the threshold is outside the rule's bounds */
export async function changeRule(
  name: string,
  { reason, ...change }: AlertRuleChange,
  caller: Caller,
): Promise<AlertRule> {
  const kind = requireKind(name);
  requireBounds(kind, change.threshold);
  const given = Object.keys(change) as (keyof typeof change)[]; // its own keys
  const pick = (settings: Record<(typeof given)[number], unknown>) =>
    Object.fromEntries(given.map((field) => [field, settings[field]]));
  return db().$transaction(async (tx) => {
    const before = settingsOf(kind, (await tx.alertRule.findUnique({ where: { kind } })) ?? undefined);
    const data = {
      ...(change.is_enabled !== undefined && { isEnabled: change.is_enabled }),
      ...(change.severity !== undefined && { severity: change.severity }),
      ...(change.threshold !== undefined && { threshold: change.threshold }),
      ...(change.for_seconds !== undefined && { forSeconds: change.for_seconds }),
      ...(change.cooldown_seconds !== undefined && { cooldownSeconds: change.cooldown_seconds }),
      ...{ changedAt: new Date(), changedBy: nameOf(caller) },
    };
    const row = await tx.alertRule.upsert({ where: { kind }, create: { kind, ...data }, update: data });
    const details = { before: pick(before), after: pick(settingsOf(kind, row)), ...(reason && { reason }) };
    await record("alert_rule.update", kind, details, caller, tx);
    return toAlertRule(kind, row, new Date());
  });
}

/** No channel tells of the rule for so long. @throws AppError not_found */
export async function snoozeRule(
  name: string,
  { minutes, reason }: SnoozeInput,
  caller: Caller,
): Promise<AlertRule> {
  const kind = requireKind(name);
  const until = new Date(Date.now() + minutes * 60_000);
  const data = { snoozedUntil: until, snoozedBy: nameOf(caller), snoozeReason: reason ?? null };
  const details = { until: until.toISOString(), ...(reason && { reason }) };
  return writeSnooze(kind, data, "alert_rule.snooze", details, caller);
}

/** @throws AppError not_found */
export async function wakeRule(name: string, caller: Caller): Promise<AlertRule> {
  const data = { snoozedUntil: null, snoozedBy: null, snoozeReason: null };
  return writeSnooze(requireKind(name), data, "alert_rule.wake", {}, caller);
}

type Snooze = Pick<Prisma.AlertRuleUncheckedCreateInput, "snoozedUntil" | "snoozedBy" | "snoozeReason">;

function writeSnooze(
  kind: AlertKind,
  snooze: Snooze,
  action: string,
  details: Record<string, unknown>,
  caller: Caller,
): Promise<AlertRule> {
  return db().$transaction(async (tx) => {
    const row = await tx.alertRule.upsert({ where: { kind }, create: { kind, ...snooze }, update: snooze });
    await record(action, kind, details, caller, tx);
    return toAlertRule(kind, row, new Date());
  });
}

const nameOf = (caller: Caller) => caller.email ?? caller.name;

function record(
  action: string,
  kind: AlertKind,
  details: Record<string, unknown>,
  actor: Caller,
  tx: Transaction,
): Promise<void> {
  return recordAudit({ actor, action, target: { type: "alert_rule", id: kind }, details }, tx);
}

function requireKind(name: string): AlertKind {
  const kind = kindOf(name);
  if (kind === null) throw new AppError("not_found", "There is no such alert rule");
  return kind;
}

function requireBounds(kind: AlertKind, threshold: number | null | undefined): void {
  const { min, max } = alertRules[kind];
  if (threshold == null || (threshold >= min && threshold <= max)) return;
  const message = `must be from ${min} to ${max}`;
  throw new AppError("validation_failed", `threshold ${message}`, {
    fields: [{ field: "threshold", message }],
  });
}
