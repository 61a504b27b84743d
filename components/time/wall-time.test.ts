import { describe, expect, it } from "vitest";
import { fromWallTime, toWallTime } from "./wall-time";

describe("wall times", () => {
  it.each([
    ["2026-11-29T10:30", "UTC", "2026-11-29T10:30:00.000Z"],
    ["2026-11-29T10:30", "Asia/Shanghai", "2026-11-29T02:30:00.000Z"],
    ["2026-07-01T00:15", "Europe/Berlin", "2026-06-30T22:15:00.000Z"],
    ["2026-01-01T00:15", "America/New_York", "2026-01-01T05:15:00.000Z"],
    // Shown twice: the first.
    ["2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z"],
  ])("%s in %s is %s, and back", (wall, zone, at) => {
    expect(fromWallTime(wall, zone)).toBe(at);
    expect(toWallTime(at, zone)).toBe(wall);
  });

  it("moves what summer time leaves out an hour on", () => {
    expect(fromWallTime("2026-03-29T02:30", "Europe/Berlin")).toBe("2026-03-29T01:30:00.000Z");
  });

  it("is no time for what is none", () => {
    expect(fromWallTime("", "UTC")).toBeNull();
    expect(fromWallTime("soon", "UTC")).toBeNull();
  });
});
