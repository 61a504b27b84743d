/** One look at all rules: what was measured decides how each goes on, and what the history and the channels get of it. */
import { randomUUID } from "node:crypto";
import type { AlertKind, AlertSeverity } from "@/lib/contract/alert-rules";
import type { Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { firedMessage } from "./alert-message";
import type { OutsideChannel } from "./channels/channels";
import { isPassed, type RuleRow, ruleRows, settingsOf, worseOf } from "./effective-rule";
import { newRule, nextState, type RuleState, type Step } from "./next-state";
import { tellFired, tellResolved } from "./write-deliveries";

/** Something for the log. */
export type AlertChange = {
  event: "fired" | "resolved";
  alert_id: string;
  kind: AlertKind;
  severity: AlertSeverity;
  value: number | null;
  threshold: number;
  message: string;
};

type Transaction = Prisma.TransactionClient;
type Measured = { kind: AlertKind; value: number | null; now: Date };

/**
 * Writes in one transaction how every measured rule stands now, and what is to be told by `channels`. When another server has been faster
 * with a rule, its word holds.
 */
export function lookAtRules(
  db: Db,
  values: ReadonlyMap<AlertKind, number | null>,
  nowMs: number,
  channels: readonly OutsideChannel[],
): Promise<AlertChange[]> {
  const now = new Date(nowMs);
  return db.$transaction(async (tx) => {
    const rows = await ruleRows(tx);
    const changes: AlertChange[] = [];
    for (const [kind, value] of values) {
      const checked = { value, checkedAt: now };
      await tx.alertRule.upsert({ where: { kind }, create: { kind, ...checked }, update: checked });
      const change = await goOn({ kind, value, now }, rows.get(kind), channels, tx);
      if (change) changes.push(change);
    }
    return changes;
  });
}

async function goOn(
  { kind, value, now }: Measured,
  row: RuleRow | undefined,
  channels: readonly OutsideChannel[],
  tx: Transaction,
): Promise<AlertChange | null> {
  const settings = settingsOf(kind, row);
  const before = stateOf(row);
  const step = nextState(before, {
    nowMs: now.getTime(),
    isBreached: settings.is_enabled && isPassed(kind, settings.threshold, value),
    forMs: settings.for_seconds * 1000,
    cooldownMs: settings.cooldown_seconds * 1000,
    snoozedUntilMs: row?.snoozedUntil?.getTime() ?? null,
  });
  const alertId = step.change === "fired" ? randomUUID() : (row?.alertId ?? null);
  if (step.next !== before && !(await writeState(kind, row, step, alertId, tx))) return null;
  if (alertId === null) return null;
  const { severity, threshold } = settings;
  if (step.change === "fired" && value !== null) {
    const message = firedMessage(kind, value);
    await tx.alert.create({
      data: {
        id: alertId,
        kind,
        severity,
        threshold,
        value,
        worstValue: value,
        message,
        firedAt: now,
      },
    });
  }
  const alert = await tx.alert.findUnique({ where: { id: alertId } });
  // Somebody has emptied the history by hand.
  if (!alert) return null;
  if (step.change === "resolved")
    await tx.alert.update({ where: { id: alertId }, data: { resolvedAt: now } });
  else if (value !== null) {
    const worstValue = worseOf(kind, alert.worstValue, value);
    if (worstValue !== alert.worstValue)
      await tx.alert.update({ where: { id: alertId }, data: { worstValue } });
  }
  const isSnoozed = row?.snoozedUntil != null && row.snoozedUntil > now;
  if (step.next.isTold && !isSnoozed && alert.resolvedAt === null)
    await tellFired({ alertId, channels, now, isNews: step.tell === "fired" }, tx);
  if (step.tell === "resolved" && !(await tellResolved({ alertId, channels, now }, tx))) {
    // Nothing was told, so the next time that it fires is not too soon.
    await tx.alertRule.update({ where: { kind }, data: { notifiedAt: null } });
  }
  if (step.change === null) return null;
  const { message } = alert;
  return { event: step.change, alert_id: alertId, kind, severity, value, threshold, message };
}

function stateOf(row: RuleRow | undefined): RuleState {
  if (!row) return newRule;
  const { state, since, isTold, notifiedAt } = row;
  return {
    state: state === "firing" || state === "pending" ? state : "ok",
    sinceMs: since?.getTime() ?? null,
    isTold,
    notifiedAtMs: notifiedAt?.getTime() ?? null,
  };
}

/** False: the rule is no longer as `row` says. */
async function writeState(
  kind: AlertKind,
  row: RuleRow | undefined,
  { next }: Step,
  alertId: string | null,
  tx: Transaction,
): Promise<boolean> {
  const { count } = await tx.alertRule.updateMany({
    where: {
      kind,
      state: row?.state ?? "ok",
      alertId: row?.alertId ?? null,
      isTold: row?.isTold ?? false,
      notifiedAt: row?.notifiedAt ?? null,
    },
    data: {
      state: next.state,
      since: next.sinceMs === null ? null : new Date(next.sinceMs),
      isTold: next.isTold,
      notifiedAt: next.notifiedAtMs === null ? null : new Date(next.notifiedAtMs),
      alertId: next.state === "firing" ? alertId : null,
    },
  });
  return count === 1;
}
