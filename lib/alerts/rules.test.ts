/** The rules over real jobs, told to a real receiver: each fires when something is wrong, and resolves when it is mended. */
import { randomBytes } from "node:crypto";
import { rename, rm, symlink } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { config } from "@/lib/config";
import { type AlertKind, alertKinds } from "@/lib/contract/alert-rules";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { cancelJob } from "@/lib/jobs/cancel";
import { pauseQueue, resumeQueue } from "@/lib/jobs/store/control";
import { registerWorker, unregisterWorker } from "@/lib/jobs/workers";
import { foldChanges } from "@/lib/stats/rollups/fold-changes";
import {
  alertEntries,
  endNext,
  givenEnded,
  givenWaiting,
  idleWorker,
  MINUTE_MS,
  only,
  ruleOf,
  setRule,
  setUpAlerts,
  stateOf,
} from "@/lib/testing/alerts";
import { givenJob, givenLesson, service } from "@/lib/testing/factories";
import { databaseMegabytes } from "./measure-storage";
import { readAlerts } from "./read-alerts";

const alerts = setUpAlerts();

/** Breaks something, mends it, and holds what was said of it. */
async function expectFiresAndResolves(
  kind: AlertKind,
  breakIt: () => Promise<unknown>,
  mendIt: () => Promise<unknown>,
  message: RegExp,
): Promise<void> {
  await alerts.watch.look();
  expect(await stateOf(kind)).toBe("ok");
  await breakIt();
  await alerts.watch.look();
  expect(await ruleOf(kind)).toMatchObject({ kind, state: "firing", alert_id: expect.any(String) });
  await mendIt();
  await alerts.watch.look();
  expect(await ruleOf(kind)).toMatchObject({ kind, state: "ok", alert_id: null });
  expect(alerts.receiver.eventsOf(kind)).toEqual(["fired", "resolved"]);
  const [fired, resolved] = alerts.receiver.received.map(({ notice }) => notice);
  expect(fired?.message).toMatch(message);
  expect(resolved?.message).toBe(`Over: ${fired?.message.charAt(0).toLowerCase()}${fired?.message.slice(1)}`);
  const [entry, ...others] = await alertEntries();
  expect(others).toEqual([]);
  expect(entry).toMatchObject({
    kind,
    message: fired?.message,
    fired_at: fired?.fired_at,
    resolved_at: resolved?.resolved_at,
    deliveries: [
      { event: "fired", channel: "webhook", outcome: "delivered", tries: 1, error: null },
      { event: "resolved", channel: "webhook", outcome: "delivered", tries: 1, error: null },
    ],
  });
}

describe("a rule fires and resolves itself", () => {
  test("when jobs wait and no worker lives", async () => {
    await only("no_worker");
    await expectFiresAndResolves(
      "no_worker",
      () => givenJob(),
      () => registerWorker(db(), idleWorker),
      /^No worker is alive while 1 job waits$/,
    );
    // One that says nothing for too long is none.
    await db().$executeRaw`UPDATE workers SET heartbeat_at = ${sql.plus(sql.now, -61_000)}`;
    await alerts.watch.look();
    expect(await stateOf("no_worker")).toBe("firing");
    // A job that is not due needs nobody.
    await db().presentationJob.updateMany({ data: { runAt: new Date(Date.now() + MINUTE_MS) } });
    await alerts.watch.look();
    expect(await stateOf("no_worker")).toBe("ok");
    await unregisterWorker(db(), idleWorker.id);
  });

  test("when jobs wait and none is completed", async () => {
    await only("stalled");
    await expectFiresAndResolves(
      "stalled",
      async () => {
        await givenWaiting(20);
        await givenWaiting(19);
      },
      () => endNext("completed"),
      /^No job has been completed for 20 minutes while jobs wait$/,
    );
  });

  test("when too many jobs fail", async () => {
    await only("failure_rate");
    await expectFiresAndResolves(
      "failure_rate",
      () => givenEnded("completed", "completed", "completed", "failed", "failed"),
      () => givenEnded(...Array<"completed">(5).fill("completed")),
      /^40 % of the jobs that ended within 30 minutes have failed$/,
    );
  });

  test("when a job waits for too long", async () => {
    await only("queue_delay");
    let id = "";
    await expectFiresAndResolves(
      "queue_delay",
      async () => {
        id = await givenWaiting(31);
      },
      () => cancelJob(id, null, service),
      /^The oldest waiting job has been due for 31 minutes$/,
    );
  });

  test("when the disk has too little left", async () => {
    await only("disk_space", { threshold: 1 });
    await expectFiresAndResolves(
      "disk_space",
      () => setRule("disk_space", { threshold: 1_000_000_000 }),
      () => setRule("disk_space", { threshold: 1 }),
      /^The disk has [\d,]+ MB left$/,
    );
  });

  test("and goes on to fire while its disk does not answer", async () => {
    await only("disk_space", { threshold: 1_000_000_000 });
    await alerts.watch.look();
    const { dataDir } = config();
    await rename(dataDir, `${dataDir}-away`);
    await symlink(dataDir, dataDir);
    try {
      await alerts.watch.look();
      expect(await stateOf("disk_space")).toBe("firing");
      expect(alerts.receiver.eventsOf("disk_space")).toEqual(["fired"]);
      await rm(dataDir);
      // Where no deck was made yet there is nothing to measure, and the disk of the log all the same.
      await alerts.watch.look();
      expect(await stateOf("disk_space")).toBe("firing");
    } finally {
      await rm(dataDir, { force: true });
      await rename(`${dataDir}-away`, dataDir);
    }
  });

  test("when the database has grown too large", async () => {
    const threshold = (await databaseMegabytes()) + 1;
    await only("database_size", { threshold });
    await expectFiresAndResolves(
      "database_size",
      () => givenLesson({ content: randomBytes(3_000_000).toString("base64") }),
      () => setRule("database_size", { threshold: threshold + 1_000 }),
      /^The database has grown to [\d,]+ MB$/,
    );
  });

  test("when what has happened cannot be added up", async () => {
    await only("rollup");
    const fold = () => db().$transaction((tx) => foldChanges(tx, 100));
    await fold();
    const broken = { minutes: 0, start: new Date(0), part: "stored", tally: "{" };
    await expectFiresAndResolves(
      "rollup",
      async () => {
        await givenJob();
        await db().rollup.create({ data: broken });
        await expect(fold()).rejects.toThrow(SyntaxError);
        const longAgo = new Date(Date.now() - 12 * MINUTE_MS);
        await db().jobChange.updateMany({ data: { createdAt: longAgo } });
        await db()
          .$executeRaw`UPDATE duties SET expires_at = ${sql.plus(sql.now, -11 * MINUTE_MS)} WHERE name = 'fold'`;
        await expect(fold()).rejects.toThrow(SyntaxError);
      },
      async () => {
        await db().rollup.deleteMany({ where: { tally: "{" } });
        await fold();
      },
      /^The numbers have not been added up for 11 minutes$/,
    );
  });
});

describe("a rule keeps quiet", () => {
  test("of all that is usual: an empty queue, jobs that run, a failure among few", async () => {
    await registerWorker(db(), idleWorker);
    await givenEnded("failed");
    await givenWaiting(2);
    await db().$transaction((tx) => foldChanges(tx, 100));
    for (const kind of alertKinds) await setRule(kind, { for_seconds: 0 });
    // What the disk of this machine has left is not the test's.
    await setRule("disk_space", { threshold: 1 });
    await alerts.watch.look();
    const { rules } = await readAlerts(service);
    expect(rules.filter(({ state }) => state !== "ok")).toEqual([]);
    expect(rules.map(({ checked_at }) => checked_at)).not.toContain(null);
    expect(alerts.receiver.received).toEqual([]);
  });

  test("of a paused queue that completes nothing, until it is resumed", async () => {
    await only("stalled");
    await givenWaiting(20);
    await pauseQueue(db(), { reason: "Upgrade", by: "somebody", resumeAtMs: null });
    await alerts.watch.look();
    expect(await ruleOf("stalled")).toMatchObject({ state: "ok", value: null });
    await resumeQueue(db());
    await alerts.watch.look();
    expect(await stateOf("stalled")).toBe("firing");
  });

  test("of jobs that came after a quiet night", async () => {
    await only("stalled");
    const [id] = await givenEnded("completed");
    const longAgo = new Date(Date.now() - 600 * MINUTE_MS);
    await db().presentationJob.updateMany({ where: { id }, data: { completedAt: longAgo } });
    await givenWaiting(2);
    await alerts.watch.look();
    expect(await ruleOf("stalled")).toMatchObject({ state: "ok", value: 2 });
  });

  test("of what is to be added up after a quiet night, until it waits itself", async () => {
    await only("rollup");
    await db().$transaction((tx) => foldChanges(tx, 100));
    await db()
      .$executeRaw`UPDATE duties SET expires_at = ${sql.plus(sql.now, -600 * MINUTE_MS)} WHERE name = 'fold'`;
    await givenEnded("completed");
    // It came yesterday and ended now.
    await db().jobChange.deleteMany({ where: { kind: "created" } });
    await db().jobChange.updateMany({ data: { createdAt: new Date(Date.now() - 700 * MINUTE_MS) } });
    await alerts.watch.look();
    expect(await ruleOf("rollup")).toMatchObject({ state: "ok", value: expect.closeTo(0, 0) });
    await db().jobChange.updateMany({ data: { completedAt: new Date(Date.now() - 20 * MINUTE_MS) } });
    await alerts.watch.look();
    expect(await ruleOf("rollup")).toMatchObject({ state: "firing", value: expect.closeTo(20, 0) });
  });

  test("when it is turned off, and one that fires resolves then", async () => {
    await only("queue_delay");
    await givenWaiting(31);
    await alerts.watch.look();
    await setRule("queue_delay", { is_enabled: false });
    await alerts.watch.look();
    expect(await stateOf("queue_delay")).toBe("ok");
    expect(alerts.receiver.eventsOf("queue_delay")).toEqual(["fired", "resolved"]);
  });
});
