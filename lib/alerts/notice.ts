import { alertRules } from "@/lib/contract/alert-rules";
import type { AlertNotice } from "@/lib/contract/alerts";
import type { Prisma } from "@/lib/generated/prisma/client";
import { resolvedMessage } from "./alert-message";
import { kindOf, severityOf } from "./effective-rule";
import { oneLine } from "./one-line";

type AlertRow = Prisma.AlertGetPayload<object>;

const pageOf = (publicUrl: string) => `${publicUrl}/alerts`;

/** What a channel hands over of an alert. @param publicUrl where the dashboard is */
export function noticeOf(
  alert: AlertRow,
  event: "fired" | "resolved",
  publicUrl: string,
  now: Date,
): AlertNotice {
  const kind = kindOf(alert.kind);
  return {
    event,
    alert_id: alert.id,
    kind,
    severity: severityOf(alert.severity),
    unit: kind === null ? null : alertRules[kind].unit,
    threshold: alert.threshold,
    value: alert.value,
    worst_value: alert.worstValue,
    fired_at: alert.firedAt.toISOString(),
    resolved_at: event === "resolved" ? (alert.resolvedAt?.toISOString() ?? null) : null,
    message: event === "resolved" ? resolvedMessage(alert.message) : alert.message,
    url: pageOf(publicUrl),
    sent_at: now.toISOString(),
  };
}

/** @param by whose name is told; it is text that people have chosen */
export function testNotice(by: string, publicUrl: string, now: Date): AlertNotice {
  return {
    event: "test",
    alert_id: null,
    kind: null,
    severity: null,
    unit: null,
    threshold: null,
    value: null,
    worst_value: null,
    fired_at: null,
    resolved_at: null,
    message: oneLine(`This is a test of the alerts, sent by ${by}`),
    url: pageOf(publicUrl),
    sent_at: now.toISOString(),
  };
}
