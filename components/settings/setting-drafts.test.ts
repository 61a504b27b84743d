import { describe, expect, it } from "vitest";
import type { Setting } from "@/lib/contract/settings";
import { changesIn, faultsIn } from "./setting-drafts";

const setting = (name: Setting["name"], value: number, more: Partial<Setting> = {}): Setting => ({
  ...{ name, value, group: "health", unit: "minutes", min: 1, max: 100 },
  ...{ source: "built_in", default: value, default_source: "built_in", variable: null },
  ...{ changed_at: null, changed_by: null },
  ...more,
});
const low = "queue_delay_elevated_minutes";
const high = "queue_delay_high_minutes";
const settings = [setting(low, 10), setting(high, 40, { source: "here", default: 30 })];

describe("changesIn", () => {
  it("holds what differs, and goes back only where something was set here", () => {
    expect(changesIn(settings, {})).toEqual({});
    expect(changesIn(settings, { [low]: "10", [high]: " 50 " })).toEqual({ [high]: 50 });
    expect(changesIn(settings, { [low]: null, [high]: null })).toEqual({ [high]: null });
    expect(changesIn(settings, { [low]: "ten" })).toEqual({});
  });
});

describe("faultsIn", () => {
  it.each(["", "ten", "1.5", "0", "101", "-1"])("refuses %j", (draft) => {
    expect([...faultsIn(settings, { [low]: draft })]).toEqual([[low, { kind: "whole" }]]);
  });

  it("tells beside the field that was typed into that a warning comes before its alarm", () => {
    expect([...faultsIn(settings, { [low]: "40" })]).toEqual([[low, { kind: "below", value: 40 }]]);
    expect([...faultsIn(settings, { [high]: "10" })]).toEqual([[high, { kind: "above", value: 10 }]]);
    expect([...faultsIn(settings, { [low]: "35", [high]: null }).keys()]).toEqual([low, high]);
    expect(faultsIn(settings, { [low]: "39" }).size).toBe(0);
  });
});
