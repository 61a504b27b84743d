/** What an alert says, in one line of English: for the log, for e-mails and for programs. The dashboard has its own words. */
import type { AlertKind, AlertUnit } from "@/lib/contract/alert-rules";
import { FAILURE_RATE_MINUTES } from "@/lib/contract/alert-rules";

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

const units: Record<AlertUnit, string> = {
  jobs: "jobs",
  minutes: "minutes",
  percent: "%",
  megabytes: "MB",
};

export function withUnit(value: number, unit: AlertUnit): string {
  const isOne = value === 1 && (unit === "jobs" || unit === "minutes");
  return `${number.format(value)} ${isOne ? units[unit].slice(0, -1) : units[unit]}`;
}

/** That the rule fires, with the value in its unit. */
export function firedMessage(kind: AlertKind, value: number): string {
  switch (kind) {
    case "no_worker":
      return `No worker is alive while ${withUnit(value, "jobs")} wait${value === 1 ? "s" : ""}`;
    case "stalled":
      return `No job has been completed for ${withUnit(value, "minutes")} while jobs wait`;
    case "failure_rate":
      return `${withUnit(value, "percent")} of the jobs that ended within ${FAILURE_RATE_MINUTES} minutes have failed`;
    case "queue_delay":
      return `The oldest waiting job has been due for ${withUnit(value, "minutes")}`;
    case "disk_space":
      return `The disk has ${withUnit(value, "megabytes")} left`;
    case "database_size":
      return `The database has grown to ${withUnit(value, "megabytes")}`;
    case "rollup":
      return `The numbers have not been added up for ${withUnit(value, "minutes")}`;
    default:
      return kind satisfies never;
  }
}

export function resolvedMessage(fired: string): string {
  return `Over: ${fired.charAt(0).toLowerCase()}${fired.slice(1)}`;
}
