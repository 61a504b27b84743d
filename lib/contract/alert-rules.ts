/** The rules of the alerts with their defaults and bounds; alerts.ts has the schemas. Browser-safe. */

/** In the order in which people should read them. docs/operations/alerts.md tells what each measures. */
export const alertKinds = [
  "no_worker",
  "stalled",
  "failure_rate",
  "queue_delay",
  "disk_space",
  "database_size",
  "rollup",
] as const;
export type AlertKind = (typeof alertKinds)[number];

export const alertSeverities = ["elevated", "high"] as const;
export type AlertSeverity = (typeof alertSeverities)[number];

export const alertUnits = ["jobs", "minutes", "percent", "megabytes"] as const;
export type AlertUnit = (typeof alertUnits)[number];

/** What administrators may change; the defaults and their reasons stand in docs/operations/alerts.md. */
export type AlertSettings = {
  is_enabled: boolean;
  severity: AlertSeverity;
  /** Whole, in the rule's unit. */
  threshold: number;
  /** It fires when the threshold was passed for so long without a break. */
  for_seconds: number;
  /** At least so long lies between two messages that the rule fires. */
  cooldown_seconds: number;
};

type Rule = {
  unit: AlertUnit;
  /** The side of the threshold on which it fires. */
  fires: "above" | "below";
  /** Of the threshold. */
  min: number;
  max: number;
  defaults: AlertSettings;
};

const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 24 * HOUR_SECONDS;
const usual = {
  is_enabled: true,
  severity: "high",
  for_seconds: 60,
  cooldown_seconds: HOUR_SECONDS,
} as const;

export const alertRules = {
  no_worker: {
    ...{ unit: "jobs", fires: "above", min: 0, max: 1_000 },
    defaults: { ...usual, threshold: 0 },
  },
  stalled: {
    ...{ unit: "minutes", fires: "above", min: 1, max: 10_080 },
    defaults: { ...usual, threshold: 15, for_seconds: 300 },
  },
  failure_rate: {
    ...{ unit: "percent", fires: "above", min: 0, max: 99 },
    defaults: { ...usual, threshold: 20 },
  },
  queue_delay: {
    ...{ unit: "minutes", fires: "above", min: 1, max: 10_080 },
    defaults: { ...usual, threshold: 30 },
  },
  disk_space: {
    ...{ unit: "megabytes", fires: "below", min: 1, max: 1_000_000_000 },
    defaults: { ...usual, threshold: 1_000 },
  },
  database_size: {
    ...{ unit: "megabytes", fires: "above", min: 0, max: 1_000_000_000 },
    defaults: { ...usual, severity: "elevated", threshold: 10_000, cooldown_seconds: DAY_SECONDS },
  },
  rollup: {
    ...{ unit: "minutes", fires: "above", min: 1, max: 10_080 },
    defaults: { ...usual, severity: "elevated", threshold: 10 },
  },
} as const satisfies Record<AlertKind, Rule>;

/** The failure rate is that of the jobs that ended within so many minutes; when they were fewer it says nothing: 1 of 1 wakes nobody. */
export const FAILURE_RATE_MINUTES = 30;
export const FAILURE_RATE_MIN_JOBS = 5;

/** log: a line in LOG_FILE, always; the dashboard needs no channel. */
export const alertChannels = ["log", "command", "email", "webhook"] as const;
export type AlertChannel = (typeof alertChannels)[number];
