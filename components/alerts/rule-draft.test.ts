import { describe, expect, test } from "vitest";
import type { AlertRule } from "@/lib/contract/alerts";
import { changeIn, draftOf, thresholdOf, withCurrent } from "./rule-draft";

const defaults = {
  is_enabled: true,
  severity: "high",
  threshold: 20,
  for_seconds: 60,
  cooldown_seconds: 3_600,
} as const;
const rule: AlertRule = {
  ...defaults,
  ...{ kind: "failure_rate", unit: "percent", fires: "above", threshold_min: 0, threshold_max: 99, defaults },
  threshold: 50,
  ...{ changed_at: null, changed_by: null, state: "ok", since: null, value: null, checked_at: null },
  ...{ snoozed_until: null, snoozed_by: null, snooze_reason: null, alert_id: null },
};
const draft = draftOf(rule);

describe("a draft", () => {
  test("that changes nothing sends nothing", () => {
    expect(changeIn(rule, draft)).toEqual({});
  });

  test("sends what differs, and a default as null", () => {
    expect(changeIn(rule, { ...draft, threshold: "20", severity: "elevated", for_seconds: 0 })).toEqual({
      threshold: null,
      severity: "elevated",
      for_seconds: 0,
    });
    expect(changeIn(rule, draftOf(defaults))).toEqual({ threshold: null });
  });

  test.each([
    ["0", 0],
    [" 99 ", 99],
    ["100", null],
    ["-1", null],
    ["1e1", null],
    ["", null],
    ["5.5", null],
  ])("takes %j for %j", (threshold, value) => {
    expect(thresholdOf(rule, { ...draft, threshold })).toBe(value);
  });
});

test("the length that holds is always among those to choose from", () => {
  expect(withCurrent([0, 60, 300], 90)).toEqual([0, 60, 90, 300]);
  expect(withCurrent([0, 60, 300], 60)).toEqual([0, 60, 300]);
});
