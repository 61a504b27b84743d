import { beforeEach, expect, test } from "vitest";
import { config } from "@/lib/config";
import { settingsChange } from "@/lib/contract/settings";
import { db } from "@/lib/db/client";
import { logger } from "@/lib/log";
import { changeSettings } from "@/lib/settings/manage-settings";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob, service } from "@/lib/testing/factories";
import { Housekeeping } from "./housekeeping";

setUpTestDatabase();
beforeEach(async () => {
  await db().setting.deleteMany();
  await db().duty.deleteMany();
});

async function givenJobThatEnded(hoursAgo: number): Promise<string> {
  const { job_id: id } = await givenJob();
  const at = new Date(Date.now() - hoursAgo * 3_600_000);
  const data = { status: "failed", startedAt: at, completedAt: at, errorCode: "internal_error" };
  await db().presentationJob.update({ where: { id }, data });
  return id;
}
const ids = async () => (await db().presentationJob.findMany()).map(({ id }) => id);
const keepHours = (hours: number | null) =>
  changeSettings(settingsChange.parse({ values: { job_retention_hours: hours } }), service);

test("a changed retention cleans up at once, on the one worker that has the duty", async () => {
  const [old, young] = [await givenJobThatEnded(12), await givenJobThatEnded(2)];
  const [first, second] = ["first", "second"].map(
    (id) => new Housekeeping(db(), config(), logger("housekeeping"), id),
  ) as [Housekeeping, Housekeeping];
  for (const worker of [first, second]) await worker.watchRetention();
  expect((await ids()).sort()).toEqual([old, young].sort());
  await keepHours(6);
  for (const worker of [first, second]) await worker.watchRetention();
  expect(await ids()).toEqual([young]);
  expect(await db().duty.findUnique({ where: { name: "clean" } })).toMatchObject({ holder: "first" });
  const late = await givenJobThatEnded(12);
  await first.watchRetention();
  expect(await ids()).toContain(late);
});

test("a clean-up keeps what the settings keep, longer than the configuration says", async () => {
  const id = await givenJobThatEnded(30);
  await keepHours(48);
  const housekeeping = new Housekeeping(db(), config(), logger("housekeeping"), "worker");
  await housekeeping.clean();
  expect(await ids()).toEqual([id]);
  await keepHours(null);
  await housekeeping.clean();
  expect(await ids()).toEqual([]);
});
