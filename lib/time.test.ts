import { describe, expect, it } from "vitest";
import { formatAbsolute, formatClock, formatDuration, formatRelative } from "./time";

describe("formatDuration", () => {
  it.each([
    [-1, "0 s"],
    [0, "0 s"],
    [0.0001, "1 ms"],
    [0.44, "440 ms"],
    [0.9996, "1 s"],
    [4.24, "4.2 s"],
    [9.94, "9.9 s"],
    [9.96, "10 s"],
    [42.4, "42 s"],
    [59.6, "1 m"],
    [72, "1 m 12 s"],
    [3600, "1 h"],
    [7530, "2 h 5 m"],
    [86_400 * 3 + 3600 * 4 + 59, "3 d 4 h"],
  ])("says %s seconds as %s", (seconds, words) => {
    expect(formatDuration(seconds)).toBe(words);
  });
});

describe("formatRelative", () => {
  const now = Date.parse("2026-11-24T12:00:00Z");
  it.each([
    ["2026-11-24T12:00:01Z", "just now"],
    ["2026-11-24T11:59:56Z", "just now"],
    ["2026-11-24T11:59:48Z", "12 s ago"],
    ["2026-11-24T11:54:10Z", "5 m ago"],
    ["2026-11-24T15:00:00Z", "in 3 h"],
    ["2026-11-20T12:00:00Z", "4 d ago"],
  ])("says %s as %s", (at, words) => {
    expect(formatRelative(at, now)).toBe(words);
  });
});

it("formatClock says the time of day in the zone", () => {
  expect(formatClock("2026-11-24T21:36:05Z", "Asia/Shanghai")).toBe("05:36:05");
});

describe("formatAbsolute", () => {
  it("names the zone and keeps midnight at 00", () => {
    expect(formatAbsolute("2026-11-24T00:06:05.123Z", "UTC")).toBe("24 Nov 2026, 00:06:05 UTC");
  });

  it("moves the day with the zone", () => {
    expect(formatAbsolute("2026-11-24T21:36:05Z", "Asia/Shanghai")).toBe("25 Nov 2026, 05:36:05 GMT+8");
  });
});
