import { expect, test } from "vitest";
import { worstVerdict } from "./worst-verdict";

const [elevated, high] = [{ severity: "elevated" }, { severity: "high" }] as const;

test.each([
  ["healthy", [], "healthy"],
  ["healthy", [elevated], "degraded"],
  ["healthy", [elevated, high], "critical"],
  ["degraded", [], "degraded"],
  ["degraded", [high], "critical"],
  ["critical", [elevated], "critical"],
] as const)("%s with %j is %s", (health, alerts, verdict) => {
  expect(worstVerdict(health, alerts)).toBe(verdict);
});
