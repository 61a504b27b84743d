/** Which modules log, and how much each of them says. Pure. */

export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

/**
 * alerts: what fires and who was told; tracing: traces that could not be sent; audit: entries that could not be written; auth: signing in; http: requests; worker: its life and its heartbeats; jobs: claiming and
 * attempts; actions: acts in the background; housekeeping: the duties; backup: the scheduled ones; log: the log itself.
 */
export const logModules = [
  "actions",
  "alerts",
  "audit",
  "auth",
  "backup",
  "housekeeping",
  "http",
  "jobs",
  "log",
  "tracing",
  "worker",
] as const;
export type LogModule = (typeof logModules)[number];

export type ModuleLevels = Partial<Record<LogModule, LogLevel>>;

export const levelsRule = `must be pairs as "jobs:debug,http:warn", of the modules ${logModules.join(", ")} and the levels ${logLevels.join(", ")}`;

/** Reads "jobs:debug,http:warn"; an empty text names none. @returns null when a module or a level is unknown */
export function parseLevels(text: string): ModuleLevels | null {
  const levels: ModuleLevels = {};
  for (const pair of text.split(",").map((part) => part.trim())) {
    if (pair === "") continue;
    const [name, value, ...rest] = pair.split(":").map((part) => part.trim());
    const module = logModules.find((known) => known === name);
    const level = logLevels.find((known) => known === value);
    if (module === undefined || level === undefined || rest.length > 0) return null;
    levels[module] = level;
  }
  return levels;
}
