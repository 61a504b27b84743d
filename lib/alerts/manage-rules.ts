/** Changing a rule, snoozing it and waking it. Each is an entry of the audit log, written with the change. */
import { recordAudit } from "@/lib/audit/record";
import type { Caller } from "@/lib/auth/caller";
import { type AlertKind, alertRules } from "@/lib/contract/alert-rules";
import type { AlertRule, AlertRuleChange, SnoozeInput } from "@/lib/contract/alerts";
import { db } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/now";
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
    const now = new Date(await databaseNow(tx));
    const before = settingsOf(kind, (await tx.alertRule.findUnique({ where: { kind } })) ?? undefined);
    const data = {
      ...(change.is_enabled !== undefined && { isEnabled: change.is_enabled }),
      ...(change.severity !== undefined && { severity: change.severity }),
      ...(change.threshold !== undefined && { threshold: change.threshold }),
      ...(change.for_seconds !== undefined && { forSeconds: change.for_seconds }),
      ...(change.cooldown_seconds !== undefined && { cooldownSeconds: change.cooldown_seconds }),
      ...{ changedAt: now, changedBy: nameOf(caller) },
    };
    const row = await tx.alertRule.upsert({ where: { kind }, create: { kind, ...data }, update: data });
    const details = { before: pick(before), after: pick(settingsOf(kind, row)), ...(reason && { reason }) };
    await record("alert_rule.update", kind, details, caller, tx);
    return toAlertRule(kind, row, now);
  });
}

/** No channel tells for so long that the rule fires. @throws AppError not_found */
export async function snoozeRule(
  name: string,
  { minutes, reason }: SnoozeInput,
  caller: Caller,
): Promise<AlertRule> {
  return writeSnooze(requireKind(name), "alert_rule.snooze", caller, (nowMs) => {
    const until = new Date(nowMs + minutes * 60_000);
    return {
      data: { snoozedUntil: until, snoozedBy: nameOf(caller), snoozeReason: reason ?? null },
      details: { until: until.toISOString(), ...(reason && { reason }) },
    };
  });
}

/** @throws AppError not_found */
export async function wakeRule(name: string, caller: Caller): Promise<AlertRule> {
  return writeSnooze(requireKind(name), "alert_rule.wake", caller, (nowMs, before) => {
    // Over now, and not as if it had never been: what still fires is told again (next-state.ts). One that was over stays so.
    const isSnoozed = before !== null && before.getTime() > nowMs;
    const snoozedUntil = isSnoozed ? new Date(nowMs) : before;
    return { data: { snoozedUntil, snoozedBy: null, snoozeReason: null }, details: {} };
  });
}

type Snooze = Pick<Prisma.AlertRuleUncheckedCreateInput, "snoozedUntil" | "snoozedBy" | "snoozeReason">;

/** @param change by the time of those who look at the rules, whatever this server's clock says */
function writeSnooze(
  kind: AlertKind,
  action: string,
  caller: Caller,
  change: (nowMs: number, before: Date | null) => { data: Snooze; details: Record<string, unknown> },
): Promise<AlertRule> {
  return db().$transaction(async (tx) => {
    const nowMs = await databaseNow(tx);
    const before = await tx.alertRule.findUnique({ where: { kind } });
    const { data, details } = change(nowMs, before?.snoozedUntil ?? null);
    const row = await tx.alertRule.upsert({ where: { kind }, create: { kind, ...data }, update: data });
    await record(action, kind, details, caller, tx);
    return toAlertRule(kind, row, new Date(nowMs));
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
