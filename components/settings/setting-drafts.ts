/** What somebody has typed into the settings and not saved yet. Pure. */

import { type SettingName, settingPairs } from "@/lib/contract/setting-rules";
import type { Setting, SettingsChange } from "@/lib/contract/settings";

/** Typed text; null: back to the default. */
export type Drafts = Partial<Record<SettingName, string | null>>;

export type Fault =
  | { kind: "whole" }
  /** The value that it must be below, or above. */
  | { kind: "below" | "above"; value: number };

/** The number that a draft means; null when it is none that the setting may have. */
function numberOf(setting: Setting, draft: string | null | undefined): number | null {
  if (draft === undefined) return setting.value;
  if (draft === null) return setting.default;
  const value = /^\d{1,6}$/.test(draft.trim()) ? Number(draft) : Number.NaN;
  return value >= setting.min && value <= setting.max ? value : null;
}

/** What is to be sent: only what would change something. */
export function changesIn(settings: readonly Setting[], drafts: Drafts): SettingsChange["values"] {
  const changes: SettingsChange["values"] = {};
  for (const setting of settings) {
    const draft = drafts[setting.name];
    if (draft === undefined) continue;
    if (draft === null) {
      if (setting.source === "here") changes[setting.name] = null;
      continue;
    }
    const value = numberOf(setting, draft);
    if (value !== null && value !== setting.value) changes[setting.name] = value;
  }
  return changes;
}

/** What must be mended before it can be sent. */
export function faultsIn(settings: readonly Setting[], drafts: Drafts): Map<SettingName, Fault> {
  const faults = new Map<SettingName, Fault>();
  const values = new Map(settings.map((one) => [one.name, numberOf(one, drafts[one.name])]));
  for (const [name, value] of values) if (value === null) faults.set(name, { kind: "whole" });
  for (const [low, high] of settingPairs) {
    const [first, second] = [values.get(low), values.get(high)];
    if (first == null || second == null || first < second) continue;
    // Beside the field that was typed into; both may have been.
    if (drafts[low] !== undefined) faults.set(low, { kind: "below", value: second });
    if (drafts[high] !== undefined) faults.set(high, { kind: "above", value: first });
  }
  return faults;
}
