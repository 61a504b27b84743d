/**
 * Thresholds and retention as they hold now: what administrators have set, else the configured default. Read from the database
 * whenever they are used, so a change takes effect in every process without a restart.
 */
import type { Config } from "@/lib/config";
import { type SettingName, type Settings, settingNames, settingRules } from "@/lib/contract/setting-rules";
import type { Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { defaultThresholds } from "@/lib/stats/warnings";

export type SettingRow = Prisma.SettingGetPayload<object>;

/** What holds where nobody has set anything. */
export function defaultSettings(config: Config): Settings {
  return {
    ...defaultThresholds,
    job_retention_hours: config.cleanupMaxAgeHours,
    audit_retention_days: config.auditRetentionDays,
  };
}

/** The rows that mean something to this version: a name or a value of another one is passed over. */
export async function settingRows(db: Pick<Db, "setting">): Promise<Map<SettingName, SettingRow>> {
  const rows = await db.setting.findMany();
  return new Map(
    rows.flatMap((row) => {
      const name = settingNames.find((known) => known === row.name);
      if (name === undefined) return [];
      const { min, max } = settingRules[name];
      return row.value >= min && row.value <= max ? [[name, row] as const] : [];
    }),
  );
}

export async function readSettings(db: Pick<Db, "setting">, config: Config): Promise<Settings> {
  const set = [...(await settingRows(db))].map(([name, { value }]) => [name, value]);
  return { ...defaultSettings(config), ...Object.fromEntries(set) };
}
