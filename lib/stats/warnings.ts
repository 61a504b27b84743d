/** When numbers become warnings. Pure. */
import type { Settings } from "@/lib/contract/setting-rules";

/** Where a number becomes a warning, and where an alarm. */
export type Thresholds = Pick<
  Settings,
  | "run_time_elevated_seconds"
  | "run_time_high_seconds"
  | "queue_delay_elevated_minutes"
  | "queue_delay_high_minutes"
  | "failure_rate_elevated_percent"
  | "failure_rate_high_percent"
>;

/** API.md's. Administrators may set others (lib/settings/). */
export const defaultThresholds: Thresholds = {
  run_time_elevated_seconds: 120,
  run_time_high_seconds: 300,
  queue_delay_elevated_minutes: 10,
  queue_delay_high_minutes: 30,
  failure_rate_elevated_percent: 10,
  failure_rate_high_percent: 20,
};

export type Measured = {
  /** Percent. */
  failureRate: number;
  averageSeconds: number | null;
  oldestPendingMinutes: number | null;
};

type Level = "elevated" | "high";
/** `limit`: what the value has passed, in its unit. */
export type Warning = { level: Level; limit: number | null; message: string };

type Passed = { level: Level; limit: number };

function passed(value: number | null, elevated: number, high: number): Passed | null {
  if (value === null || value <= elevated) return null;
  return value > high ? { level: "high", limit: high } : { level: "elevated", limit: elevated };
}

const round = (value: number) => Math.round(value * 10) / 10;

/** Each is null while it does not hold. */
export function warningsOf(
  { failureRate, averageSeconds, oldestPendingMinutes }: Measured,
  at: Thresholds = defaultThresholds,
) {
  const performance = passed(averageSeconds, at.run_time_elevated_seconds, at.run_time_high_seconds);
  const queue = passed(oldestPendingMinutes, at.queue_delay_elevated_minutes, at.queue_delay_high_minutes);
  const failure = passed(failureRate, at.failure_rate_elevated_percent, at.failure_rate_high_percent);
  const say = (found: Passed | null, message: string): Warning | null => found && { ...found, message };
  return {
    performance: say(
      performance,
      `Average processing time is ${performance?.level}: ${round(averageSeconds ?? 0)} seconds`,
    ),
    queue: say(
      queue,
      `Queue delay is ${queue?.level}: the oldest job has waited ${round(oldestPendingMinutes ?? 0)} minutes`,
    ),
    failure: say(failure, `Failure rate is ${failure?.level}: ${round(failureRate)} %`),
  };
}

/** One `high` makes the whole critical, one `elevated` degraded. */
export function healthOf(warnings: readonly (Warning | null)[]): "healthy" | "degraded" | "critical" {
  const levels = warnings.map((warning) => warning?.level);
  if (levels.includes("high")) return "critical";
  return levels.includes("elevated") ? "degraded" : "healthy";
}
