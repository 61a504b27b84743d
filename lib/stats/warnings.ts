/** When numbers become warnings. Pure. The thresholds are API.md's. */

export type Measured = {
  /** Percent. */
  failureRate: number;
  averageSeconds: number | null;
  oldestPendingMinutes: number | null;
};

type Level = "elevated" | "high";
export type Warning = { level: Level; message: string };

const level = (value: number | null, elevated: number, high: number): Level | null =>
  value === null || value <= elevated ? null : value > high ? "high" : "elevated";

const round = (value: number) => Math.round(value * 10) / 10;

/** Each is null while it does not hold. */
export function warningsOf({ failureRate, averageSeconds, oldestPendingMinutes }: Measured) {
  const performance = level(averageSeconds, 120, 300);
  const queue = level(oldestPendingMinutes, 10, 30);
  const failure = level(failureRate, 10, 20);
  const say = (at: Level | null, message: string): Warning | null => at && { level: at, message };
  return {
    performance: say(
      performance,
      `Average processing time is ${performance}: ${round(averageSeconds ?? 0)} seconds`,
    ),
    queue: say(
      queue,
      `Queue delay is ${queue}: the oldest job has waited ${round(oldestPendingMinutes ?? 0)} minutes`,
    ),
    failure: say(failure, `Failure rate is ${failure}: ${round(failureRate)} %`),
  };
}

/** One `high` makes the whole critical, one `elevated` degraded. */
export function healthOf(warnings: readonly (Warning | null)[]): "healthy" | "degraded" | "critical" {
  const levels = warnings.map((warning) => warning?.level);
  if (levels.includes("high")) return "critical";
  return levels.includes("elevated") ? "degraded" : "healthy";
}
