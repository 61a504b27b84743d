/** The rules over real jobs, told to a real receiver: each fires when something is wrong, and resolves when it is mended. */
import { randomBytes } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { auditContext, withAuditContext } from "@/lib/audit/context";
import { config } from "@/lib/config";
import { type AlertKind, alertKinds } from "@/lib/contract/alert-rules";
import { alertRuleChange } from "@/lib/contract/alerts";
import { db, openDatabase } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { cancelJob } from "@/lib/jobs/cancel";
import type { JobError } from "@/lib/jobs/failure";
import { retryJob } from "@/lib/jobs/retry";
import { noStages } from "@/lib/jobs/stages";
import { claimJobs } from "@/lib/jobs/store/claim-jobs";
import { pauseQueue, resumeQueue } from "@/lib/jobs/store/control";
import { type Settlement, settleJobs } from "@/lib/jobs/store/settle-jobs";
import { registerWorker, unregisterWorker } from "@/lib/jobs/workers";
import { logger } from "@/lib/log";
import { databaseNow } from "@/lib/stats/now";
import { foldChanges } from "@/lib/stats/rollups/fold-changes";
import { AlertReceiver } from "@/lib/testing/alert-receiver";
import { databaseKind, setUpTestDatabase } from "@/lib/testing/database";
import { callerWith, givenJob, givenLesson, service } from "@/lib/testing/factories";
import { AlertWatch } from "./alert-watch";
import type { Channels } from "./channels/channels";
import { postWebhook } from "./channels/webhook";
import { ALERTS_AGE_MS, alertHistory, pruneAlerts } from "./history";
import { lookAtRules } from "./look-at-rules";
import { changeRule, snoozeRule, wakeRule } from "./manage-rules";
import { databaseMegabytes } from "./measure-storage";
import { readAlerts } from "./read-alerts";
import { tryChannels } from "./try-channels";

setUpTestDatabase();

const MINUTE_MS = 60_000;
const log = () => logger("alerts");
let receiver: AlertReceiver;
let channels: Channels;
let watch: AlertWatch;

beforeAll(async () => {
  receiver = await AlertReceiver.start();
  channels = {
    webhook: (notice, signal) => postWebhook(`${receiver.url}/hook`, notice, signal, receiver.agent()),
  };
  await mkdir(config().dataDir, { recursive: true });
});
afterAll(() => receiver.close());
beforeEach(async () => {
  receiver.received.length = 0;
  receiver.answers.length = 0;
  await db().duty.deleteMany();
  watch = new AlertWatch(db(), config(), log(), channels);
});

/** Looks, with nothing but this one rule turned on, which need not wait. */
async function only(kind: AlertKind, change: object = {}): Promise<void> {
  for (const other of alertKinds) if (other !== kind) await set(other, { is_enabled: false });
  await set(kind, { for_seconds: 0, ...change });
}
const set = (kind: AlertKind, change: object) => changeRule(kind, alertRuleChange.parse(change), service);
const ruleOf = async (kind: AlertKind) =>
  (await readAlerts(service)).rules.find((rule) => rule.kind === kind);
const stateOf = async (kind: AlertKind) => (await ruleOf(kind))?.state;
const history = async () => (await alertHistory({ limit: 50 }, service)).entries;

/** Time passes for the rule: what it remembers happened so much earlier. */
async function letPass(seconds: number): Promise<void> {
  const earlier = (column: string) => sql.plus(Prisma.raw(column), -seconds * 1000);
  await db()
    .$executeRaw`UPDATE alert_rules SET since = ${earlier("since")}, notified_at = ${earlier("notified_at")}`;
  await db().$executeRaw`UPDATE alert_deliveries SET due_at = ${earlier("due_at")}`;
}

/** A job that has been due for so long. */
async function givenWaiting(minutes: number): Promise<string> {
  const { job_id: id } = await givenJob();
  const at = new Date(Date.now() - minutes * MINUTE_MS);
  await db().presentationJob.update({ where: { id }, data: { createdAt: at, runAt: at } });
  return id;
}

/** A worker takes the next job and ends it. */
async function endNext(outcome: "completed" | "failed"): Promise<string> {
  return db().$transaction(async (tx) => {
    const [job] = await claimJobs(tx, { workerId: "worker-a", limit: 1, leaseMs: 30_000 });
    if (!job) throw new Error("no job waits");
    const attempt = { lease: { jobId: job.id, token: job.lease_token }, stages: noStages() };
    const settlement: Settlement =
      outcome === "failed"
        ? { kind: "ended", status: "failed", error: trouble, ...attempt }
        : { kind: "completed", message: "1 slide", result: {}, deck: null, ...attempt };
    expect(await settleJobs(tx, [settlement])).toContain(job.lease_token);
    return job.id;
  });
}

const trouble: JobError = {
  ...{ code: "internal_error", message: "It broke", retryable: false, timedOut: false },
  ...{ stack: null, details: null },
};

async function givenEnded(...outcomes: ("completed" | "failed")[]): Promise<string[]> {
  const ids: string[] = [];
  for (const outcome of outcomes) {
    await givenJob();
    ids.push(await endNext(outcome));
  }
  return ids;
}

const worker = { id: "worker-a", host: "here", pid: 1, version: "1", slots: 2 };

/** Breaks something, mends it, and holds what was said of it. */
async function expectFiresAndResolves(
  kind: AlertKind,
  breakIt: () => Promise<unknown>,
  mendIt: () => Promise<unknown>,
  message: RegExp,
): Promise<void> {
  await watch.look();
  expect(await stateOf(kind)).toBe("ok");
  await breakIt();
  await watch.look();
  expect(await ruleOf(kind)).toMatchObject({ kind, state: "firing", alert_id: expect.any(String) });
  await mendIt();
  await watch.look();
  expect(await ruleOf(kind)).toMatchObject({ kind, state: "ok", alert_id: null });
  expect(receiver.eventsOf(kind)).toEqual(["fired", "resolved"]);
  const [fired, resolved] = receiver.received.map(({ notice }) => notice);
  expect(fired?.message).toMatch(message);
  expect(resolved?.message).toBe(`Over: ${fired?.message.charAt(0).toLowerCase()}${fired?.message.slice(1)}`);
  const [entry, ...others] = await history();
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
      () => registerWorker(db(), worker),
      /^No worker is alive while 1 job waits$/,
    );
    // One that says nothing for too long is none.
    await db().$executeRaw`UPDATE workers SET heartbeat_at = ${sql.plus(sql.now, -61_000)}`;
    await watch.look();
    expect(await stateOf("no_worker")).toBe("firing");
    // A job that is not due needs nobody.
    await db().presentationJob.updateMany({ data: { runAt: new Date(Date.now() + MINUTE_MS) } });
    await watch.look();
    expect(await stateOf("no_worker")).toBe("ok");
    await unregisterWorker(db(), worker.id);
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
      () => set("disk_space", { threshold: 1_000_000_000 }),
      () => set("disk_space", { threshold: 1 }),
      /^The disk has [\d,]+ MB left$/,
    );
  });

  test("when the database has grown too large", async () => {
    const threshold = (await databaseMegabytes()) + 1;
    await only("database_size", { threshold });
    await expectFiresAndResolves(
      "database_size",
      () => givenLesson({ content: randomBytes(3_000_000).toString("base64") }),
      () => set("database_size", { threshold: threshold + 1_000 }),
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
    await registerWorker(db(), worker);
    await givenEnded("failed");
    await givenWaiting(2);
    await db().$transaction((tx) => foldChanges(tx, 100));
    for (const kind of alertKinds) await set(kind, { for_seconds: 0 });
    // What the disk of this machine has left is not the test's.
    await set("disk_space", { threshold: 1 });
    await watch.look();
    const { rules } = await readAlerts(service);
    expect(rules.filter(({ state }) => state !== "ok")).toEqual([]);
    expect(rules.map(({ checked_at }) => checked_at)).not.toContain(null);
    expect(receiver.received).toEqual([]);
  });

  test("of a paused queue that completes nothing, until it is resumed", async () => {
    await only("stalled");
    await givenWaiting(20);
    await pauseQueue(db(), { reason: "Upgrade", by: "somebody", resumeAtMs: null });
    await watch.look();
    expect(await ruleOf("stalled")).toMatchObject({ state: "ok", value: null });
    await resumeQueue(db());
    await watch.look();
    expect(await stateOf("stalled")).toBe("firing");
  });

  test("of jobs that came after a quiet night", async () => {
    await only("stalled");
    const [id] = await givenEnded("completed");
    const longAgo = new Date(Date.now() - 600 * MINUTE_MS);
    await db().presentationJob.updateMany({ where: { id }, data: { completedAt: longAgo } });
    await givenWaiting(2);
    await watch.look();
    expect(await ruleOf("stalled")).toMatchObject({ state: "ok", value: 2 });
  });

  test("when it is turned off, and one that fires resolves then", async () => {
    await only("queue_delay");
    await givenWaiting(31);
    await watch.look();
    await set("queue_delay", { is_enabled: false });
    await watch.look();
    expect(await stateOf("queue_delay")).toBe("ok");
    expect(receiver.eventsOf("queue_delay")).toEqual(["fired", "resolved"]);
  });
});

describe("a rule", () => {
  test("fires only when it was breached for as long as it says", async () => {
    await only("no_worker", { for_seconds: 60 });
    await givenJob();
    await watch.look();
    expect(await stateOf("no_worker")).toBe("pending");
    await letPass(50);
    await watch.look();
    expect(await stateOf("no_worker")).toBe("pending");
    expect(await history()).toEqual([]);
    await letPass(10);
    await watch.look();
    expect(await stateOf("no_worker")).toBe("firing");
    expect(receiver.eventsOf("no_worker")).toEqual(["fired"]);
  });

  test("keeps the worst value while it fires", async () => {
    await only("queue_delay");
    const id = await givenWaiting(31);
    await watch.look();
    const earlier = new Date(Date.now() - 45 * MINUTE_MS);
    await db().presentationJob.update({ where: { id }, data: { runAt: earlier } });
    await watch.look();
    await givenEnded("completed");
    await watch.look();
    expect(await history()).toMatchObject([{ value: 31, worst_value: 45, resolved_at: expect.any(String) }]);
    expect(receiver.received.at(-1)?.notice).toMatchObject({ event: "resolved", value: 31, worst_value: 45 });
  });

  test("that fires again within its cooldown is told when that is over, if it still fires", async () => {
    await only("queue_delay");
    const id = await givenWaiting(31);
    await watch.look();
    await cancelJob(id, null, service);
    await watch.look();
    await retryJob(id, false, service);
    await db().presentationJob.update({
      where: { id },
      data: { runAt: new Date(Date.now() - 31 * MINUTE_MS) },
    });
    await watch.look();
    expect(await history()).toHaveLength(2);
    expect(receiver.eventsOf("queue_delay")).toEqual(["fired", "resolved"]);
    await letPass(3_599);
    await watch.look();
    expect(receiver.eventsOf("queue_delay")).toEqual(["fired", "resolved"]);
    await letPass(1);
    await watch.look();
    await watch.look();
    expect(receiver.eventsOf("queue_delay")).toEqual(["fired", "resolved", "fired"]);
  });

  test("that is snoozed is in the history, and told when somebody wakes it", async () => {
    await only("no_worker");
    const snoozed = await snoozeRule("no_worker", { minutes: 30, reason: "The machine moves" }, service);
    expect(snoozed).toMatchObject({ snoozed_by: service.name, snooze_reason: "The machine moves" });
    await givenJob();
    await watch.look();
    expect(await history()).toMatchObject([{ kind: "no_worker", deliveries: [] }]);
    expect(receiver.received).toEqual([]);
    expect(await wakeRule("no_worker", service)).toMatchObject({ snoozed_until: null, snoozed_by: null });
    await watch.look();
    expect(receiver.eventsOf("no_worker")).toEqual(["fired"]);
    const actions = await db().auditEntry.findMany({
      where: { targetType: "alert_rule" },
      orderBy: { id: "desc" },
    });
    expect(actions.slice(0, 2).map(({ action }) => action)).toEqual(["alert_rule.wake", "alert_rule.snooze"]);
  });

  test("that was told and then snoozed tells its end, and its going on when the snooze is over", async () => {
    await only("queue_delay");
    const id = await givenWaiting(31);
    await watch.look();
    await snoozeRule("queue_delay", { minutes: 30 }, service);
    await watch.look();
    expect(receiver.eventsOf("queue_delay")).toEqual(["fired"]);
    await wakeRule("queue_delay", service);
    await watch.look();
    await watch.look();
    // Who wakes what is awake tells nobody anything.
    await wakeRule("queue_delay", service);
    await watch.look();
    expect(receiver.eventsOf("queue_delay")).toEqual(["fired", "fired"]);
    await snoozeRule("queue_delay", { minutes: 30 }, service);
    await cancelJob(id, null, service);
    await watch.look();
    expect(receiver.eventsOf("queue_delay")).toEqual(["fired", "fired", "resolved"]);
  });

  test("is changed within its bounds, told in the audit log, and goes back to its defaults", async () => {
    await expect(set("failure_rate", { threshold: 100 })).rejects.toMatchObject({
      code: "validation_failed",
      fields: [{ field: "threshold", message: "must be from 0 to 99" }],
    });
    await expect(changeRule("unknown", { is_enabled: false }, service)).rejects.toMatchObject({
      code: "not_found",
    });
    const changed = await set("failure_rate", {
      threshold: 50,
      severity: "elevated",
      reason: "A flaky model",
    });
    expect(changed).toMatchObject({ threshold: 50, severity: "elevated", changed_by: service.name });
    expect(changed.defaults).toMatchObject({ threshold: 20, severity: "high" });
    const entry = await db().auditEntry.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(entry).toMatchObject({ action: "alert_rule.update", targetId: "failure_rate" });
    expect(JSON.parse(entry.details ?? "")).toEqual({
      before: { threshold: 20, severity: "high" },
      after: { threshold: 50, severity: "elevated" },
      reason: "A flaky model",
    });
    expect(await set("failure_rate", { threshold: null, severity: null })).toMatchObject(changed.defaults);
  });
});

describe("of two servers", () => {
  test("one looks, and the other when the first is gone", async () => {
    await only("no_worker");
    await givenJob();
    const other = new AlertWatch(db(), config(), log(), channels);
    await watch.look();
    await registerWorker(db(), worker);
    await other.look();
    expect(await stateOf("no_worker")).toBe("firing");
    await db().$executeRaw`UPDATE duties SET expires_at = ${sql.plus(sql.now, -1)} WHERE name = 'alerts'`;
    await other.look();
    expect(await stateOf("no_worker")).toBe("ok");
    expect(receiver.eventsOf("no_worker")).toEqual(["fired", "resolved"]);
    await watch.look();
    expect(receiver.received).toHaveLength(2);
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
  const deliveries = async () => (await history())[0]?.deliveries;

  test("that is refused is tried again twice, later each time", async () => {
    receiver.answers.push(500, 503);
    await watch.look();
    expect(await deliveries()).toMatchObject([{ outcome: "waiting", tries: 1, error: "answered 500" }]);
    await letPass(10);
    await watch.look();
    expect(receiver.received).toHaveLength(1);
    await letPass(10);
    await watch.look();
    expect(await deliveries()).toMatchObject([{ outcome: "waiting", tries: 2, error: "answered 503" }]);
    await letPass(59);
    await watch.look();
    expect(receiver.received).toHaveLength(2);
    await letPass(1);
    await watch.look();
    expect(await deliveries()).toMatchObject([{ outcome: "delivered", tries: 3, error: null }]);
  });

  test("that is refused three times is given up, and the reason is kept", async () => {
    receiver.answers.push(500, 500, 418);
    for (let tries = 1; tries <= 4; tries++) {
      await watch.look();
      await letPass(60);
    }
    expect(receiver.received).toHaveLength(3);
    expect(await deliveries()).toMatchObject([
      { outcome: "failed", tries: 3, error: "answered 418", ended_at: expect.any(String) },
    ]);
  });

  test("that a crash cut off is made by whoever looks next, and the end is told after the beginning", async () => {
    const values = new Map<AlertKind, number | null>([["no_worker", 1]]);
    // A server writes down what is to be told, begins to tell it, and dies.
    await lookAtRules(db(), values, await databaseNow(), ["webhook"]);
    await db().alertDelivery.updateMany({ data: { tries: 1, dueAt: new Date(Date.now() + 20_000) } });
    await registerWorker(db(), worker);
    await watch.look();
    expect(await stateOf("no_worker")).toBe("ok");
    expect(receiver.received).toEqual([]);
    await letPass(21);
    await watch.look();
    await watch.look();
    expect(receiver.eventsOf("no_worker")).toEqual(["fired", "resolved"]);
  });

  test("by a channel that is no longer configured is given up", async () => {
    const without = new AlertWatch(db(), config(), log(), {});
    const values = new Map<AlertKind, number | null>([["no_worker", 1]]);
    await lookAtRules(db(), values, await databaseNow(), ["webhook"]);
    await without.look();
    expect(await deliveries()).toMatchObject([{ outcome: "failed", error: "is no longer configured" }]);
  });

  test("ends with its server, which begins nothing more", async () => {
    receiver.answers.push(null);
    const arrived = receiver.arrival();
    const looking = watch.look();
    await arrived;
    await watch.stop();
    await looking;
    expect(await deliveries()).toMatchObject([{ outcome: "waiting", tries: 1, error: expect.any(String) }]);
    await letPass(60);
    await watch.look();
    expect(receiver.received).toHaveLength(1);
  });
});

describe("the test of the channels", () => {
  test("tells what became of each, in the audit log too, and leaves no alert", async () => {
    const outcomes = await withAuditContext({ requestId: "request-1", address: null }, async () => {
      const failing = { email: () => Promise.reject(new Error("No such\nmailbox")) };
      const { outcomes } = await tryChannels(service, { ...channels, ...failing });
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
    expect(receiver.received.map(({ notice }) => notice)).toMatchObject([{ event: "test", message }]);
    expect(await history()).toEqual([]);
  });
});

describe("the history", () => {
  test("comes in pages, newest first, for everybody but teachers, and forgets what is long over", async () => {
    const hours = [1, 2, 3, 24 * 91, 24 * 92];
    for (const [index, ago] of hours.entries()) {
      const firedAt = new Date(Date.now() - ago * 3_600_000);
      await db().alert.create({
        data: {
          ...{
            id: `alert-${index}`,
            kind: "rollup",
            severity: "high",
            threshold: 1,
            value: 2,
            worstValue: 2,
          },
          ...{ message: "It fired", firedAt, resolvedAt: index === 4 ? null : firedAt },
        },
      });
    }
    const viewer = callerWith("viewer");
    const first = await alertHistory({ limit: 2 }, viewer);
    expect(first.entries.map(({ alert_id }) => alert_id)).toEqual(["alert-0", "alert-1"]);
    expect(first.total).toBe(5);
    const rest = await alertHistory({ limit: 50, cursor: first.nextCursor ?? "" }, viewer);
    expect(rest.entries.map(({ alert_id }) => alert_id)).toEqual(["alert-2", "alert-3", "alert-4"]);
    expect(rest.nextCursor).toBeNull();
    expect(await alertHistory({ limit: 50 }, callerWith("teacher"))).toMatchObject({ entries: [], total: 0 });
    expect(await readAlerts(callerWith("teacher"))).toEqual({ rules: [], channels: [] });
    // One that still fires stays, however old.
    expect(await pruneAlerts(db(), ALERTS_AGE_MS, 100)).toBe(1);
    expect((await history()).map(({ alert_id }) => alert_id)).not.toContain("alert-3");
    expect(await history()).toHaveLength(4);
  });
});

test("a watch whose database is away says so in the log, and lives", async () => {
  const nowhere = openDatabase(
    databaseKind === "postgres"
      ? { kind: "postgres", url: "postgres://nobody@127.0.0.1:1/nowhere" }
      : { kind: "sqlite", path: path.join(config().dataDir, "missing.db") },
  );
  const away = new AlertWatch(nowhere, config(), log(), channels);
  await expect(away.look()).resolves.toBeUndefined();
  expect(await readFile(config().logFile, "utf8")).toContain('"alerts_not_checked"');
  await nowhere.$disconnect();
});
