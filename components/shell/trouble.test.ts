import { describe, expect, it } from "vitest";
import { titlePrefix, troubleIcon } from "./trouble";

describe("titlePrefix", () => {
  it.each([
    ["healthy", 0, ""],
    ["healthy", 2, "(2) "],
    ["degraded", 0, "⚠ "],
    ["degraded", 999, "⚠ (999) "],
    ["critical", 1000, "‼ (999+) "],
  ] as const)("of a %s queue with %i failures is %j", (verdict, failures, prefix) => {
    expect(titlePrefix({ verdict, failures })).toBe(prefix);
  });
});

describe("troubleIcon", () => {
  it("differs by verdict, and is the usual one where all is well", () => {
    expect(troubleIcon("healthy")).toBeNull();
    expect(troubleIcon("degraded")).toMatch(/^data:image\/svg\+xml,/);
    expect(troubleIcon("degraded")).not.toBe(troubleIcon("critical"));
  });
});
