/** Who looks and who is told: several servers, a receiver that refuses, crashes in between. */

import { readFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { auditContext, withAuditContext } from "@/lib/audit/context";
import { config } from "@/lib/config";
import type { AlertKind } from "@/lib/contract/alert-rules";
import { db, openDatabase } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { databaseNow } from "@/lib/db/now";
import { checkAlerts } from "@/lib/doctor/checks/alerts";
import type { Prisma } from "@/lib/generated/prisma/client";
import { registerWorker, unregisterWorker } from "@/lib/jobs/workers";
import { readReadings } from "@/lib/stats/metrics/readings";
import {
  alertEntries,
  idleWorker,
  letPass,
  only,
  setUpAlerts,
  stateOf,
  watchWith,
} from "@/lib/testing/alerts";
import { databaseKind } from "@/lib/testing/database";
import { givenJob, service } from "@/lib/testing/factories";
import type { Send } from "./channels/channels";
import { runCommand } from "./channels/command";
import { lookAtRules } from "./look-at-rules";
import { snoozeRule, wakeRule } from "./manage-rules";
import { tryChannels } from "./try-channels";

const alerts = setUpAlerts({
  ALERT_EMAIL_TO: "ada@school.example",
  SMTP_URL: "smtp://decks:smtp-pass-123@mail.school.example",
});

let read = 0;
beforeEach(async () => {
  read = (await logText()).length;
});
const logText = () => readFile(config().logFile, "utf8").catch(() => "");
/** What a test has logged under this name. */
async function linesOf(msg: string): Promise<Record<string, unknown>[]> {
  const lines = (await logText()).slice(read).split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line)).filter((line) => line.msg === msg);
}

describe("of two servers", () => {
  test("one looks, and the other when the first is gone", async () => {
    await only("no_worker");
    await givenJob();
    const other = watchWith(alerts.channels);
    await alerts.watch.look();
    await registerWorker(db(), idleWorker);
    await other.look();
    expect(await stateOf("no_worker")).toBe("firing");
    await db().$executeRaw`UPDATE duties SET expires_at = ${sql.plus(sql.now, -1)} WHERE name = 'alerts'`;
    await other.look();
    expect(await stateOf("no_worker")).toBe("ok");
    expect(alerts.receiver.eventsOf("no_worker")).toEqual(["fired", "resolved"]);
    await alerts.watch.look();
    expect(alerts.receiver.received).toHaveLength(2);
  });

  test("that look at the same time one fires", async () => {
    await only("no_worker");
    const values = new Map<AlertKind, number | null>([["no_worker", 3]]);
    const nowMs = await databaseNow();
    const looks = await Promise.all(
      Array.from({ length: 4 }, () => lookAtRules(db(), values, nowMs, ["webhook"])),
    );
    expect(looks.flat()).toHaveLength(1);
    expect(await db().alert.count()).toBe(1);
    expect(await db().alertDelivery.count()).toBe(1);
  });
});

describe("a delivery", () => {
  beforeEach(async () => {
    await only("no_worker");
    await givenJob();
  });
  const deliveries = async () => (await alertEntries())[0]?.deliveries;
  /** Another server in place of the last, which knows only what stands in the database. */
  const restarted = () => {
    const next = watchWith(alerts.channels);
    return {
      look: async () => {
        await db().duty.deleteMany({ where: { name: "alerts" } });
        await next.look();
      },
    };
  };

  test("that is refused is tried again, later each time", async () => {
    alerts.receiver.answers.push(500, 503);
    await alerts.watch.look();
    expect(await deliveries()).toMatchObject([{ outcome: "waiting", tries: 1, error: "answered 500" }]);
    await letPass(10);
    await alerts.watch.look();
    expect(alerts.receiver.received).toHaveLength(1);
    await letPass(10);
    await alerts.watch.look();
    expect(await deliveries()).toMatchObject([{ outcome: "waiting", tries: 2, error: "answered 503" }]);
    await letPass(45);
    await alerts.watch.look();
    expect(alerts.receiver.received).toHaveLength(2);
    await letPass(15);
    await alerts.watch.look();
    expect(await deliveries()).toMatchObject([{ outcome: "delivered", tries: 3, error: null }]);
    const facts = { module: "alerts", kind: "no_worker", event: "fired", channel: "webhook" };
    const [told, ...others] = await linesOf("alert_delivered");
    expect(others).toEqual([]);
    expect(told).toMatchObject({
      level: "info",
      ...facts,
      tries: 3,
      alert_id: (await alertEntries())[0]?.alert_id,
    });
    expect(await linesOf("alert_not_delivered")).toMatchObject([
      { level: "warn", ...facts, tries: 1, error: "answered 500", will_retry: true },
      { level: "warn", ...facts, tries: 2, error: "answered 503", will_retry: true },
    ]);
  });

  test("that is refused for hours is made for as long as the alert fires, by whichever server runs", async () => {
    alerts.receiver.answers.push(...Array<number>(7).fill(503));
    await alerts.watch.look();
    for (const pause of [20, 60, 120, 300, 600, 600]) {
      await letPass(pause - 10);
      await alerts.watch.look();
      await letPass(10);
      await restarted().look();
    }
    expect(alerts.receiver.received).toHaveLength(7);
    expect(await deliveries()).toMatchObject([
      { outcome: "waiting", tries: 7, error: "answered 503", ended_at: null },
    ]);
    expect((await linesOf("alert_not_delivered")).at(-1)).toMatchObject({ tries: 7, will_retry: true });
    // Nobody knows of it yet, and the operator can.
    expect((await readReadings()).undeliveredAlerts).toBe(1);
    const database = { ask: <Row>(query: Prisma.Sql) => db().$queryRaw<Row[]>(query) };
    expect(await checkAlerts(database)).toMatchObject([
      { level: "warn", message: "1 message by webhook could not be delivered within the last day" },
    ]);
    await letPass(48 * 3_600);
    await restarted().look();
    expect(await deliveries()).toMatchObject([{ outcome: "delivered", tries: 8, error: null }]);
    expect((await readReadings()).undeliveredAlerts).toBe(0);
    await registerWorker(db(), idleWorker);
    await restarted().look();
    expect(alerts.receiver.eventsOf("no_worker").slice(-2)).toEqual(["fired", "resolved"]);
  });

  test("that never got out before the alert was over is given up, and so is its end; the next alert waits for no cooldown", async () => {
    alerts.receiver.answers.push(500);
    await alerts.watch.look();
    await registerWorker(db(), idleWorker);
    await alerts.watch.look();
    expect(await deliveries()).toMatchObject([
      {
        ...{ event: "fired", outcome: "failed", tries: 1, ended_at: expect.any(String) },
        error: "answered 500; it was over before it could be told",
      },
    ]);
    expect((await linesOf("alert_not_delivered")).at(-1)).toMatchObject({ tries: 1, will_retry: false });
    expect((await readReadings()).undeliveredAlerts).toBe(1);
    expect(alerts.receiver.eventsOf("no_worker")).toEqual(["fired"]);
    await unregisterWorker(db(), idleWorker.id);
    await alerts.watch.look();
    expect(alerts.receiver.eventsOf("no_worker")).toEqual(["fired", "fired"]);
    expect(await deliveries()).toMatchObject([{ event: "fired", outcome: "delivered" }]);
  });

  test("of the end is made by those channels alone that have told the beginning, for a day", async () => {
    const heard: string[] = [];
    const email: Send = async ({ event }) => {
      heard.push(event);
      if (event === "resolved") throw new Error("Mailbox full");
    };
    const both = watchWith({ ...alerts.channels, email });
    alerts.receiver.answers.push(500);
    await both.look();
    await registerWorker(db(), idleWorker);
    for (const hours of [0, 12, 11]) {
      await letPass(hours * 3_600);
      await both.look();
    }
    expect(await deliveries()).toMatchObject([
      { event: "fired", channel: "email", outcome: "delivered" },
      { event: "fired", channel: "webhook", outcome: "failed" },
      { event: "resolved", channel: "email", outcome: "waiting", tries: 3, error: "Mailbox full" },
    ]);
    await db().$executeRaw`UPDATE alerts SET resolved_at = ${sql.plus(sql.now, -25 * 3_600_000)}`;
    await both.look();
    expect((await deliveries())?.at(-1)).toMatchObject({
      ...{ outcome: "failed", tries: 3, error: "Mailbox full; it has been over for a day" },
    });
    expect(heard).toEqual(["fired", "resolved", "resolved", "resolved"]);
    expect(alerts.receiver.eventsOf("no_worker")).toEqual(["fired"]);
  });

  test("by a channel that is configured while the rule fires is made once", async () => {
    await watchWith({}).look();
    expect(await stateOf("no_worker")).toBe("firing");
    expect(await deliveries()).toEqual([]);
    const values = new Map<AlertKind, number | null>([["no_worker", 1]]);
    const nowMs = await databaseNow();
    await Promise.all(Array.from({ length: 4 }, () => lookAtRules(db(), values, nowMs, ["webhook"])));
    for (let look = 0; look < 3; look++) await restarted().look();
    expect(alerts.receiver.eventsOf("no_worker")).toEqual(["fired"]);
    expect(await deliveries()).toMatchObject([{ event: "fired", outcome: "delivered", tries: 1 }]);
    await registerWorker(db(), idleWorker);
    await restarted().look();
    expect(alerts.receiver.eventsOf("no_worker")).toEqual(["fired", "resolved"]);
  });

  test("is held back by a snooze, and made once when that is over", async () => {
    alerts.receiver.answers.push(500);
    await alerts.watch.look();
    await snoozeRule("no_worker", { minutes: 60 }, service);
    await letPass(1_200);
    await alerts.watch.look();
    expect(alerts.receiver.received).toHaveLength(1);
    await wakeRule("no_worker", service);
    for (let look = 0; look < 3; look++) await alerts.watch.look();
    expect(alerts.receiver.eventsOf("no_worker")).toEqual(["fired", "fired"]);
    expect(await deliveries()).toMatchObject([{ event: "fired", outcome: "delivered", tries: 2 }]);
  });

  test("keeps no secret of what its other side has said", async () => {
    const says = `process.stderr.write("no login\\nBearer " + "x".repeat(20) + " at https://ada:hunter22@pager.example");`;
    const parts = [process.execPath, "-e", `${says} process.exitCode = 1`];
    const command: Send = (notice, signal) => runCommand({ parts, env: {} }, notice, signal);
    const plain = Buffer.from("\0decks\0smtp-pass-123").toString("base64");
    const email: Send = () => Promise.reject(new Error(`535 smtp-pass-123 is wrong: ${plain}`));
    await watchWith({ command, email }).look();
    expect(await deliveries()).toMatchObject([
      {
        channel: "command",
        error: "exit code 1: no login Bearer [Redacted] at https://ada:[Redacted]@pager.example",
      },
      { channel: "email", error: "535 [Redacted] is wrong: [Redacted]" },
    ]);
  });

  test("that a crash cut off is made by whoever looks next, and the end is told after the beginning", async () => {
    const values = new Map<AlertKind, number | null>([["no_worker", 1]]);
    // A server writes down what is to be told, begins to tell it, and dies.
    await lookAtRules(db(), values, await databaseNow(), ["webhook"]);
    await db().alertDelivery.updateMany({ data: { tries: 1, dueAt: new Date(Date.now() + 20_000) } });
    await registerWorker(db(), idleWorker);
    await alerts.watch.look();
    expect(await stateOf("no_worker")).toBe("ok");
    expect(alerts.receiver.received).toEqual([]);
    await letPass(21);
    await alerts.watch.look();
    await alerts.watch.look();
    expect(alerts.receiver.eventsOf("no_worker")).toEqual(["fired", "resolved"]);
  });

  test("by a channel that is no longer configured is given up", async () => {
    const without = watchWith({});
    const values = new Map<AlertKind, number | null>([["no_worker", 1]]);
    await lookAtRules(db(), values, await databaseNow(), ["webhook"]);
    await without.look();
    expect(await deliveries()).toMatchObject([{ outcome: "failed", error: "is no longer configured" }]);
    expect(await linesOf("alert_not_delivered")).toMatchObject([{ tries: 0, will_retry: false }]);
  });

  test("ends with its server, which begins nothing more", async () => {
    alerts.receiver.answers.push(null);
    const arrived = alerts.receiver.arrival();
    const looking = alerts.watch.look();
    await arrived;
    await alerts.watch.stop();
    await looking;
    // How far it came nobody knows.
    expect(await deliveries()).toMatchObject([{ outcome: "waiting", tries: 1, error: null }]);
    await letPass(60);
    await alerts.watch.look();
    expect(alerts.receiver.received).toHaveLength(1);
  });
});

describe("the test of the channels", () => {
  test("tells what became of each, in the audit log too, and leaves no alert", async () => {
    const outcomes = await withAuditContext({ requestId: "request-1", address: null }, async () => {
      const failing = { email: () => Promise.reject(new Error("No such\nmailbox")) };
      const { outcomes } = await tryChannels(service, { ...alerts.channels, ...failing });
      expect(auditContext()?.details).toEqual({
        outcomes: { log: "delivered", email: "failed", webhook: "delivered" },
      });
      return outcomes;
    });
    expect(outcomes).toMatchObject([
      { channel: "log", outcome: "delivered", error: null },
      { channel: "email", outcome: "failed", error: "No such mailbox" },
      { channel: "webhook", outcome: "delivered", error: null },
    ]);
    const message = "This is a test of the alerts, sent by admin";
    expect(alerts.receiver.received.map(({ notice }) => notice)).toMatchObject([{ event: "test", message }]);
    expect(await alertEntries()).toEqual([]);
  });
});

test("a watch whose database is away says so in the log, and lives", async () => {
  const nowhere = openDatabase(
    databaseKind === "postgres"
      ? { kind: "postgres", url: "postgres://nobody@127.0.0.1:1/nowhere" }
      : { kind: "sqlite", path: path.join(config().dataDir, "missing.db") },
  );
  const shared = globalThis as typeof globalThis & { __presentationJobsDb?: ReturnType<typeof db> };
  const real = db();
  shared.__presentationJobsDb = nowhere;
  try {
    await expect(alerts.watch.look()).resolves.toBeUndefined();
  } finally {
    shared.__presentationJobsDb = real;
  }
  expect(await linesOf("alerts_not_checked")).toHaveLength(1);
  await nowhere.$disconnect();
});
