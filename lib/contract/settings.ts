/** What administrators may change while everything runs: when the queue counts as unwell, and how long things are kept. Browser-safe. */
import { z } from "zod";
import { oneOf } from "./query";
import { type Rule, type SettingName, settingNames, settingRules } from "./setting-rules";

const source = oneOf(["here", "environment", "built_in"]);

export const setting = z.object({
  name: oneOf(settingNames),
  group: oneOf(["health", "retention"]),
  unit: oneOf(["seconds", "minutes", "percent", "hours", "days"]),
  min: z.int(),
  max: z.int(),
  value: z.int(),
  /** Where the value comes from: set here, by a variable of the environment, or built in. */
  source,
  default: z.int(),
  /** Where the default comes from. */
  default_source: source.exclude(["here"]),
  /** The variable that sets the default; null: there is none. */
  variable: z.string().nullable(),
  /** Of a value that was set here. */
  changed_at: z.iso.datetime().nullable(),
  changed_by: z.string().nullable(),
});
export type Setting = z.infer<typeof setting>;

export const settingList = z.object({ settings: z.array(setting) });
export type SettingList = z.infer<typeof settingList>;

const wanted = ({ min, max }: Rule) => z.int().min(min).max(max).nullable().optional();

/** Null goes back to the default. */
const settingValues = z
  .strictObject({
    run_time_elevated_seconds: wanted(settingRules.run_time_elevated_seconds),
    run_time_high_seconds: wanted(settingRules.run_time_high_seconds),
    queue_delay_elevated_minutes: wanted(settingRules.queue_delay_elevated_minutes),
    queue_delay_high_minutes: wanted(settingRules.queue_delay_high_minutes),
    failure_rate_elevated_percent: wanted(settingRules.failure_rate_elevated_percent),
    failure_rate_high_percent: wanted(settingRules.failure_rate_high_percent),
    job_retention_hours: wanted(settingRules.job_retention_hours),
    audit_retention_days: wanted(settingRules.audit_retention_days),
  } satisfies Record<SettingName, z.ZodType>)
  .refine((values) => Object.keys(values).length > 0, "must change something");

export const settingsChange = z.strictObject({
  values: settingValues,
  /** For the audit log. */
  reason: z.string().trim().min(1).max(500).optional(),
});
export type SettingsChange = z.output<typeof settingsChange>;
