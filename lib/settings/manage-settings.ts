/** Looking at the settings and changing them. */
import { recordAudit } from "@/lib/audit/record";
import type { Caller } from "@/lib/auth/caller";
import { type Config, config } from "@/lib/config";
import type { FieldError } from "@/lib/contract/problem";
import {
  type SettingName,
  type Settings,
  settingNames,
  settingPairs,
  settingRules,
} from "@/lib/contract/setting-rules";
import type { Setting, SettingList, SettingsChange } from "@/lib/contract/settings";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { defaultSettings, readSettings, type SettingRow, settingRows } from "./read-settings";

/** All settings, each with its default and where both come from. */
export async function listSettings(): Promise<SettingList> {
  const rows = await settingRows(db());
  return { settings: settingNames.map((name) => settingOf(name, rows.get(name), config())) };
}

/**
 * Sets values, or takes them back (null). @returns all settings
 * @throws AppError validation_failed when a warning would not come before its alarm
 */
export async function changeSettings(
  { values, reason }: SettingsChange,
  caller: Caller,
): Promise<SettingList> {
  const changes = settingNames.flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [{ name, value }];
  });
  await db().$transaction(async (tx) => {
    const before = await readSettings(tx, config());
    const defaults = defaultSettings(config());
    const after = { ...before };
    for (const { name, value } of changes) after[name] = value ?? defaults[name];
    requireOrder(after, new Set(changes.map(({ name }) => name)));
    for (const { name, value } of changes) {
      await tx.setting.deleteMany({ where: { name } });
      if (value === null) continue;
      const changedBy = caller.email ?? caller.name;
      await tx.setting.create({ data: { name, value, changedAt: new Date(), changedBy } });
    }
    const of = (settings: Settings) =>
      Object.fromEntries(changes.map(({ name }) => [name, settings[name]] as const));
    await recordAudit(
      {
        actor: caller,
        action: "settings.update",
        target: { type: "settings", id: "queue" },
        details: { before: of(before), after: of(after), ...(reason !== undefined && { reason }) },
      },
      tx,
    );
  });
  return listSettings();
}

/** Names the fields that the caller has sent. */
function requireOrder(settings: Settings, changed: ReadonlySet<SettingName>): void {
  const fields: FieldError[] = settingPairs
    .filter(([low, high]) => settings[low] >= settings[high])
    .flatMap(([low, high]) => [
      ...(changed.has(low) ? [{ name: low, message: `must be less than ${high}, ${settings[high]}` }] : []),
      ...(changed.has(high) ? [{ name: high, message: `must be more than ${low}, ${settings[low]}` }] : []),
    ])
    .map(({ name, message }) => ({ field: `values.${name}`, message }));
  const [first] = fields;
  if (first) throw new AppError("validation_failed", `${first.field} ${first.message}`, { fields });
}

function settingOf(name: SettingName, row: SettingRow | undefined, configured: Config): Setting {
  const rule = settingRules[name];
  const value = defaultSettings(configured)[name];
  const default_source =
    rule.variable !== null && configured.given.has(rule.variable) ? "environment" : "built_in";
  return {
    name,
    group: rule.group,
    unit: rule.unit,
    min: rule.min,
    max: rule.max,
    value: row?.value ?? value,
    source: row ? "here" : default_source,
    default: value,
    default_source,
    variable: rule.variable,
    changed_at: row?.changedAt.toISOString() ?? null,
    changed_by: row?.changedBy ?? null,
  };
}
