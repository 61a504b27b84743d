import { beforeEach, describe, expect, test } from "vitest";
import { config, parseConfig } from "@/lib/config";
import { settingNames, settingPairs, settingRules } from "@/lib/contract/setting-rules";
import { settingsChange } from "@/lib/contract/settings";
import { db } from "@/lib/db/client";
import { jobHealth } from "@/lib/stats/health";
import { jobStatistics } from "@/lib/stats/statistics";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob, service } from "@/lib/testing/factories";
import { changeSettings, listSettings } from "./manage-settings";
import { defaultSettings, readSettings } from "./read-settings";

setUpTestDatabase({ CLEANUP_MAX_AGE_HOURS: "48" });
beforeEach(async () => {
  await db().setting.deleteMany();
});

const change = (values: object, reason?: string) =>
  changeSettings(settingsChange.parse({ values, ...(reason && { reason }) }), service);
async function settingNamed(name: string) {
  const found = (await listSettings()).settings.find((setting) => setting.name === name);
  if (!found) throw new Error(`there is no setting ${name}`);
  return found;
}

describe("settings", () => {
  test("have defaults inside their bounds, a warning before its alarm", () => {
    const defaults = defaultSettings(parseConfig({}));
    for (const name of settingNames) {
      expect(defaults[name], name).toBeGreaterThanOrEqual(settingRules[name].min);
      expect(defaults[name], name).toBeLessThanOrEqual(settingRules[name].max);
    }
    for (const [low, high] of settingPairs) expect(defaults[low]).toBeLessThan(defaults[high]);
  });

  test("tell their default and where it comes from", async () => {
    expect(await settingNamed("job_retention_hours")).toMatchObject({
      value: 48,
      source: "environment",
      default: 48,
      default_source: "environment",
      variable: "CLEANUP_MAX_AGE_HOURS",
      changed_at: null,
    });
    expect(await settingNamed("audit_retention_days")).toMatchObject({ value: 365, source: "built_in" });
    await change({ job_retention_hours: 72 });
    expect(await settingNamed("job_retention_hours")).toMatchObject({
      value: 72,
      source: "here",
      default: 48,
      changed_by: service.name,
      changed_at: expect.any(String),
    });
    await change({ job_retention_hours: null });
    expect(await settingNamed("job_retention_hours")).toMatchObject({ value: 48, source: "environment" });
  });

  test("are refused with the field and the rule, and nothing is changed", async () => {
    await change({ queue_delay_high_minutes: 20 });
    await expect(change({ queue_delay_elevated_minutes: 20, job_retention_hours: 1 })).rejects.toMatchObject({
      code: "validation_failed",
      fields: [
        {
          field: "values.queue_delay_elevated_minutes",
          message: "must be less than queue_delay_high_minutes, 20",
        },
      ],
    });
    await expect(change({ queue_delay_high_minutes: 5 })).rejects.toMatchObject({
      fields: [{ field: "values.queue_delay_high_minutes" }],
    });
    // Going back to a default is a change like any other.
    await change({ queue_delay_elevated_minutes: 5, queue_delay_high_minutes: 8 });
    await expect(change({ queue_delay_elevated_minutes: null })).rejects.toMatchObject({
      fields: [{ field: "values.queue_delay_elevated_minutes" }],
    });
    expect(await readSettings(db(), config())).toMatchObject({
      queue_delay_elevated_minutes: 5,
      queue_delay_high_minutes: 8,
      job_retention_hours: 48,
    });
    for (const values of [{}, { job_retention_hours: 0 }, { audit_retention_days: 29 }, { unknown: 1 }]) {
      expect(settingsChange.safeParse({ values }).success, JSON.stringify(values)).toBe(false);
    }
  });

  test("are changed in the audit log with the reason, before and after", async () => {
    await change({ failure_rate_high_percent: 50 }, "A flaky model for a week");
    const entry = await db().auditEntry.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(entry).toMatchObject({ action: "settings.update", targetType: "settings" });
    expect(JSON.parse(entry.details ?? "")).toEqual({
      before: { failure_rate_high_percent: 20 },
      after: { failure_rate_high_percent: 50 },
      reason: "A flaky model for a week",
    });
  });

  test("of another version are passed over", async () => {
    const changed = { changedAt: new Date(), changedBy: "somebody" };
    await db().setting.createMany({
      data: [
        { name: "gone", value: 1, ...changed },
        { name: "audit_retention_days", value: 1, ...changed },
      ],
    });
    expect(await readSettings(db(), config())).toEqual(defaultSettings(config()));
  });

  test("decide at once what the queue's health is", async () => {
    const { job_id: id } = await givenJob();
    const createdAt = new Date(Date.now() - 15 * 60_000);
    await db().presentationJob.update({ where: { id }, data: { createdAt, runAt: createdAt } });
    await db().worker.create({
      data: {
        ...{ id: "w", host: "h", pid: 1, version: "1", slots: 1 },
        ...{ startedAt: new Date(), heartbeatAt: new Date() },
      },
    });
    const status = async () => (await jobHealth(24, service)).status;
    expect(await status()).toBe("degraded");
    await change({ queue_delay_elevated_minutes: 20 });
    expect(await status()).toBe("healthy");
    expect(await jobStatistics(24, service)).not.toHaveProperty("queue_warning");
    await change({ queue_delay_elevated_minutes: 5, queue_delay_high_minutes: 14 });
    expect(await status()).toBe("critical");
    expect((await jobStatistics(24, service)).queue_warning).toMatch(/high/);
  });
});
