import { describe, expect, it } from "vitest";
import { findZones } from "./time-zones";

const all = ["America/Los_Angeles", "America/New_York", "Asia/Shanghai", "Europe/London", "Europe/Paris"];

describe("findZones", () => {
  it.each([
    ["", all],
    ["shang", ["Asia/Shanghai"]],
    ["NEW york", ["America/New_York"]],
    ["new_york", ["America/New_York"]],
    ["lo", ["America/Los_Angeles", "Europe/London"]],
    ["p", ["Europe/Paris", "Europe/London"]],
    ["atlantis", []],
  ])("finds %j", (words, zones) => {
    expect(findZones(words, all)).toEqual(zones);
  });
});
