import type { AlertRule } from "@/lib/contract/alerts";
import type { JobHealth } from "@/lib/contract/stats";

/** The health of the queue with the alerts that fire: a high one makes it critical, an elevated one at least degraded. Pure. */
export function worstVerdict(
  health: JobHealth["status"],
  alerts: readonly Pick<AlertRule, "severity">[],
): JobHealth["status"] {
  if (alerts.some(({ severity }) => severity === "high")) return "critical";
  return alerts.length > 0 && health === "healthy" ? "degraded" : health;
}
