import { type Caller, ownerOf } from "@/lib/auth/caller";
import { type AlertKind, type AlertSeverity, alertRules } from "@/lib/contract/alert-rules";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { firedMessage } from "./alert-message";
import { kindOf, severityOf } from "./effective-rule";

export type FiringRule = {
  kind: AlertKind;
  level: AlertSeverity;
  message: string;
  /** As it was measured last, in the rule's unit; null of `no_worker`, as in the health of the queue. */
  value: number | null;
  /** The rule's threshold; null of `no_worker`. */
  limit: number | null;
};

type Row = { kind: string; severity: string | null; threshold: number | null; value: number | null };

/** The rules that fire and are not snoozed: what somebody should look at. One look at a table of a few rows; nothing for a teacher. */
export async function firingRules(caller: Caller): Promise<FiringRule[]> {
  if (ownerOf(caller) !== null) return [];
  const rows = await db().$queryRaw<Row[]>`
    SELECT kind, severity, threshold, value FROM alert_rules
    WHERE state = 'firing' AND (snoozed_until IS NULL OR snoozed_until <= ${sql.now}) ORDER BY kind`;
  return rows.flatMap(({ kind: name, severity, threshold, value }): FiringRule[] => {
    const kind = kindOf(name);
    if (kind === null) return [];
    const level = severity === null ? alertRules[kind].defaults.severity : severityOf(severity);
    const message = firedMessage(kind, value ?? 0);
    // Of one that is missing nothing is measured and no limit is passed.
    if (kind === "no_worker") return [{ kind, level, message, value: null, limit: null }];
    return [{ kind, level, message, value, limit: threshold ?? alertRules[kind].defaults.threshold }];
  });
}
