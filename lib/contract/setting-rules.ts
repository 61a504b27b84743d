/** What administrators may change while everything runs, and within what bounds; settings.ts has the schemas. Browser-safe. */

export type Rule = {
  group: "health" | "retention";
  unit: "seconds" | "minutes" | "percent" | "hours" | "days";
  min: number;
  max: number;
  /** The variable of the environment that gives its default; null: the default is built in. */
  variable: string | null;
};

export const settingRules = {
  run_time_elevated_seconds: { group: "health", unit: "seconds", min: 1, max: 86_400, variable: null },
  run_time_high_seconds: { group: "health", unit: "seconds", min: 1, max: 86_400, variable: null },
  queue_delay_elevated_minutes: { group: "health", unit: "minutes", min: 1, max: 10_080, variable: null },
  queue_delay_high_minutes: { group: "health", unit: "minutes", min: 1, max: 10_080, variable: null },
  failure_rate_elevated_percent: { group: "health", unit: "percent", min: 0, max: 100, variable: null },
  failure_rate_high_percent: { group: "health", unit: "percent", min: 0, max: 100, variable: null },
  job_retention_hours: {
    group: "retention",
    unit: "hours",
    min: 1,
    max: 8760,
    variable: "CLEANUP_MAX_AGE_HOURS",
  },
  audit_retention_days: {
    group: "retention",
    unit: "days",
    min: 30,
    max: 3650,
    variable: "AUDIT_RETENTION_DAYS",
  },
} as const satisfies Record<string, Rule>;

export type SettingName = keyof typeof settingRules;
/** The values that hold. */
export type Settings = Record<SettingName, number>;

export const settingNames = Object.keys(settingRules) as [SettingName, ...SettingName[]]; // they are its keys

/** A warning comes first, the alarm later: the first of each pair must be the smaller. */
export const settingPairs: readonly (readonly [SettingName, SettingName])[] = [
  ["run_time_elevated_seconds", "run_time_high_seconds"],
  ["queue_delay_elevated_minutes", "queue_delay_high_minutes"],
  ["failure_rate_elevated_percent", "failure_rate_high_percent"],
];
