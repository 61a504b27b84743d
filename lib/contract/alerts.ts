/** Alerts as they cross HTTP, and as they leave by a channel: the rules, how they stand, and what fired. Browser-safe. */
import { z } from "zod";
import { alertChannels, alertKinds, alertSeverities, alertUnits } from "./alert-rules";
import { existingId } from "./path-ids";
import { oneOf } from "./query";

const isoTime = z.iso.datetime({ offset: true });

const alertKind = oneOf(alertKinds);
const alertSeverity = oneOf(alertSeverities);

const settings = {
  is_enabled: z.boolean(),
  severity: alertSeverity,
  threshold: z.int(),
  for_seconds: z.int(),
  cooldown_seconds: z.int(),
};

export const alertRule = z.object({
  kind: alertKind,
  ...settings,
  /** Of `threshold` and `value`. */
  unit: oneOf(alertUnits),
  /** The side of the threshold on which it fires. */
  fires: oneOf(["above", "below"]),
  threshold_min: z.int(),
  threshold_max: z.int(),
  defaults: z.object(settings),
  /** Of a rule that somebody has changed. */
  changed_at: isoTime.nullable(),
  changed_by: z.string().nullable(),
  /** pending: the threshold is passed, but not for long enough. */
  state: oneOf(["ok", "pending", "firing"]),
  /** Since when it is in that state; null: ok ever since. */
  since: isoTime.nullable(),
  /** As it was measured last; null: there was nothing to measure. */
  value: z.number().nullable(),
  checked_at: isoTime.nullable(),
  /** While it is snoozed: it still fires and is in the history, but no channel says so. */
  snoozed_until: isoTime.nullable(),
  snoozed_by: z.string().nullable(),
  snooze_reason: z.string().nullable(),
  /** While it fires. */
  alert_id: z.string().nullable(),
});
export type AlertRule = z.infer<typeof alertRule>;

const alertChannel = oneOf(alertChannels);

export const alertOverview = z.object({
  /** Firing ones first, then pending ones. */
  rules: z.array(alertRule),
  channels: z.array(z.object({ channel: alertChannel, is_configured: z.boolean() })),
});
export type AlertOverview = z.infer<typeof alertOverview>;

export const alertRulePath = z.strictObject({ kind: existingId });

const DAY_SECONDS = 24 * 3_600;
const reason = z.string().trim().min(1).max(500).optional();

/** Null goes back to the default. The bounds of a threshold are the rule's own. */
export const alertRuleChange = z
  .strictObject({
    is_enabled: z.boolean().nullable().optional(),
    severity: alertSeverity.nullable().optional(),
    threshold: z.int().min(0).max(1_000_000_000).nullable().optional(),
    for_seconds: z.int().min(0).max(DAY_SECONDS).nullable().optional(),
    cooldown_seconds: z
      .int()
      .min(0)
      .max(7 * DAY_SECONDS)
      .nullable()
      .optional(),
    /** For the audit log. */
    reason,
  })
  .refine(({ reason: _, ...change }) => Object.keys(change).length > 0, "must change something");
export type AlertRuleChange = z.output<typeof alertRuleChange>;

export const MAX_SNOOZE_MINUTES = 10_080;

export const snoozeInput = z.strictObject({
  minutes: z.int().min(1).max(MAX_SNOOZE_MINUTES),
  /** Shown beside the rule, and for the audit log. */
  reason,
});
export type SnoozeInput = z.output<typeof snoozeInput>;

const outcome = oneOf(["delivered", "failed"]);

export const alertTest = z.object({
  outcomes: z.array(
    z.object({
      channel: alertChannel,
      outcome,
      /** What it ran into; null when it was delivered. */
      error: z.string().nullable(),
      duration_ms: z.int(),
    }),
  ),
});
export type AlertTest = z.infer<typeof alertTest>;

const alertDelivery = z.object({
  event: oneOf(["fired", "resolved"]),
  channel: alertChannel.exclude(["log"]),
  outcome: oneOf(["waiting", "delivered", "failed"]),
  tries: z.int(),
  /** What the last try ran into, and why it was given up; null of one that goes on or was cut off. */
  error: z.string().nullable(),
  /** When it was delivered or given up. */
  ended_at: isoTime.nullable(),
});
export type AlertDelivery = z.infer<typeof alertDelivery>;

export const alertEntry = z.object({
  alert_id: z.string(),
  kind: alertKind,
  severity: alertSeverity,
  unit: oneOf(alertUnits),
  threshold: z.int(),
  /** When it fired, and the worst since. */
  value: z.number(),
  worst_value: z.number(),
  message: z.string(),
  fired_at: isoTime,
  /** Null: it still fires. */
  resolved_at: isoTime.nullable(),
  /** Empty: no channel was to tell it, or it was snoozed or within its cooldown. */
  deliveries: z.array(alertDelivery),
});
export type AlertEntry = z.infer<typeof alertEntry>;

/** What a channel hands over: a command on its standard input, a webhook in its body. An e-mail says the same in words. */
export const alertNotice = z.object({
  /** test: somebody has pressed the button. */
  event: oneOf(["fired", "resolved", "test"]),
  /** Null of a test, here and in what follows but for `message`, `url` and `sent_at`. */
  alert_id: z.string().nullable(),
  kind: alertKind.nullable(),
  severity: alertSeverity.nullable(),
  unit: oneOf(alertUnits).nullable(),
  threshold: z.int().nullable(),
  value: z.number().nullable(),
  worst_value: z.number().nullable(),
  fired_at: isoTime.nullable(),
  resolved_at: isoTime.nullable(),
  /** One line. */
  message: z.string(),
  /** The page with the alerts. */
  url: z.string(),
  sent_at: isoTime,
});
export type AlertNotice = z.infer<typeof alertNotice>;
