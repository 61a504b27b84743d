import { afterEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob, processFacts } from "@/lib/testing/factories";
import { forgetDeadWorkers, liveWorkers, registerWorker, reportAlive, unregisterWorker } from "../workers";
import { claimJobs, hasClaimableJob, msUntilClaimable } from "./claim-jobs";
import { drainWorker, pauseQueue, pauseWorker, readQueueState, resumeQueue, resumeWorker } from "./control";
import { takeDuty } from "./housekeeping";
import { findHeldLeases, renewLeases } from "./leases";

setUpTestDatabase();
afterEach(() => resumeQueue(db()));

const HOUR_MS = 3_600_000;
const worker = { id: "worker-a", host: "here", pid: 1, version: "1.0.0", slots: 2 };
const claimBy = (workerId: string) =>
  db().$transaction((tx) => claimJobs(tx, { workerId, limit: 1, leaseMs: 30_000 }));
const none = { pausedAt: null, pausedBy: null, reason: null, resumeAt: null };

describe("pausing the queue", () => {
  test("stops every claim until somebody resumes it, and tells who paused and why", async () => {
    await givenJob();
    await pauseQueue(db(), { reason: "Upgrade", by: "ada", resumeAtMs: null });
    expect(await readQueueState(db())).toMatchObject({ pausedBy: "ada", reason: "Upgrade", resumeAt: null });
    expect(await claimBy("worker-a")).toEqual([]);
    expect(await hasClaimableJob(db(), "worker-a")).toBe(false);
    // Only an order can change that, so nobody needs to look again.
    expect(await msUntilClaimable(db(), "worker-a")).toBeNull();
    await resumeQueue(db());
    expect(await readQueueState(db())).toEqual(none);
    expect(await claimBy("worker-a")).toHaveLength(1);
  });

  test("with an end is over by itself", async () => {
    await givenJob();
    const resumeAtMs = Date.now() + HOUR_MS;
    await pauseQueue(db(), { reason: "Lunch", by: "ada", resumeAtMs });
    expect((await readQueueState(db())).resumeAt?.getTime()).toBe(resumeAtMs);
    const ms = (await msUntilClaimable(db(), "worker-a")) ?? 0;
    expect(ms).toBeGreaterThan(HOUR_MS - 60_000);
    expect(ms).toBeLessThanOrEqual(HOUR_MS);
    await db().queueState.updateMany({ data: { resumeAt: new Date(Date.now() - 1_000) } });
    expect(await readQueueState(db())).toEqual(none);
    expect(await claimBy("worker-a")).toHaveLength(1);
  });
});

describe("pausing or draining one worker", () => {
  test("lets it rest until a change, also when an earlier pause of the queue is over", async () => {
    await registerWorker(db(), worker);
    await givenJob();
    await pauseQueue(db(), { reason: "Lunch", by: "ada", resumeAtMs: Date.now() + HOUR_MS });
    await db().queueState.updateMany({ data: { resumeAt: new Date(Date.now() - 1_000) } });
    expect(await msUntilClaimable(db(), worker.id)).toBe(0);
    await pauseWorker(db(), worker.id, null);
    expect(await msUntilClaimable(db(), worker.id)).toBeNull();
    await resumeWorker(db(), worker.id);
    await drainWorker(db(), worker.id);
    expect(await msUntilClaimable(db(), worker.id)).toBeNull();
  });

  test("stops its claims and nobody else's", async () => {
    await registerWorker(db(), worker);
    await givenJob();
    await givenJob();
    expect(await pauseWorker(db(), worker.id, null)).toBe(true);
    expect(await claimBy(worker.id)).toEqual([]);
    expect(await claimBy("worker-b")).toHaveLength(1);
    expect(await resumeWorker(db(), worker.id)).toBe(true);
    expect(await drainWorker(db(), worker.id)).toBe(true);
    expect(await claimBy(worker.id)).toEqual([]);
    await resumeWorker(db(), worker.id);
    expect(await claimBy(worker.id)).toHaveLength(1);
  });

  test("of a worker that is not there says so", async () => {
    expect(await pauseWorker(db(), "nobody", null)).toBe(false);
    expect(await resumeWorker(db(), "nobody")).toBe(false);
    expect(await drainWorker(db(), "nobody")).toBe(false);
  });
});

describe("the register of workers", () => {
  test("tells who is alive, and takes back a living one whose row was swept away", async () => {
    await registerWorker(db(), worker);
    await reportAlive(db(), worker, { ...processFacts, runningJobs: 2 });
    const alive = { ...worker, ...processFacts, runningJobs: 2 };
    expect(await liveWorkers()).toMatchObject([alive]);
    await db().worker.updateMany({ data: { heartbeatAt: new Date(Date.now() - 2 * HOUR_MS) } });
    expect(await liveWorkers()).toEqual([]);
    await forgetDeadWorkers(db(), HOUR_MS);
    expect(await db().worker.count()).toBe(0);
    await reportAlive(db(), worker, { ...processFacts, runningJobs: 2 });
    expect(await liveWorkers()).toMatchObject([alive]);
    await unregisterWorker(db(), worker.id);
    expect(await liveWorkers()).toEqual([]);
  });
});

describe("a duty", () => {
  test("has one holder, who may keep it; it falls free when its time is over", async () => {
    expect(await takeDuty(db(), "sweep", "worker-a", HOUR_MS)).toBe(true);
    expect(await takeDuty(db(), "sweep", "worker-b", HOUR_MS)).toBe(false);
    expect(await takeDuty(db(), "sweep", "worker-a", HOUR_MS)).toBe(true);
    await db().duty.update({ where: { name: "sweep" }, data: { expiresAt: new Date(Date.now() - 1_000) } });
    expect(await takeDuty(db(), "sweep", "worker-b", HOUR_MS)).toBe(true);
  });
});

test("a worker without leases asks for nothing", async () => {
  expect(await renewLeases(db(), [], 30_000)).toEqual(new Set());
  expect(await findHeldLeases(db(), [])).toEqual(new Set());
});
