/** Who is told of changes, and when. The time limits of the tests are shorter than the feed's poll: only a notice passes them. */
import { describe, expect, test } from "vitest";
import { config } from "@/lib/config";
import { claimJobs } from "@/lib/jobs/store/claim-jobs";
import { drainWorker, pauseQueue, resumeQueue } from "@/lib/jobs/store/control";
import { renewLeases } from "@/lib/jobs/store/leases";
import { registerWorker, reportAlive } from "@/lib/jobs/workers";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob, processFacts } from "@/lib/testing/factories";
import { db } from "./client";
import { PostgresChangeFeed } from "./postgres-change-feed";
import { withConnection } from "./postgres-connection";

setUpTestDatabase();

const LESS_THAN_A_POLL_MS = 4_000;

function urlOfDatabase(): string {
  const { database } = config();
  if (database.kind !== "postgres") throw new Error("These tests are PostgreSQL's");
  return database.url;
}

/** Follows a feed: `next()` resolves at the first call that comes after it. */
function follow(feed: PostgresChangeFeed) {
  let tell = () => {};
  const stop = feed.subscribe(() => tell());
  const next = () =>
    new Promise<void>((resolve) => {
      tell = resolve;
    });
  return { stop, next };
}

describe("the change feed", { timeout: LESS_THAN_A_POLL_MS }, () => {
  test("hears of a job that another connection has queued", async () => {
    const { next, stop } = follow(new PostgresChangeFeed(urlOfDatabase()));
    await next();
    const heard = next();
    await givenJob();
    await heard;
    stop();
  });

  test("comes back after its connection was cut, and tells of what it may have missed", async () => {
    const { next, stop } = follow(new PostgresChangeFeed(urlOfDatabase()));
    await next();
    const heard = next();
    const cut = await db().$queryRaw<unknown[]>`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`;
    expect(cut).toHaveLength(1);
    await heard;
    stop();
  });

  test("closes its connection with the last listener", async () => {
    const { next, stop } = follow(new PostgresChangeFeed(urlOfDatabase()));
    await next();
    stop();
    const listening = () => db().$queryRaw<unknown[]>`
      SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`;
    await expect.poll(listening).toEqual([]);
  });
});

/** The notices that `work` causes, by the same server that sends them to feeds. */
function noticesOf(work: () => Promise<unknown>): Promise<number> {
  return withConnection(urlOfDatabase(), async (client) => {
    let count = 0;
    client.on("notification", () => count++);
    await client.query("LISTEN presentation_jobs_changed");
    await work();
    // Notices come before the answer to whatever is asked after the commit.
    await client.query("SELECT 1");
    await client.query("SELECT 1");
    return count;
  });
}

describe("notices are sent", () => {
  test("once for each commit that moves jobs", async () => {
    expect(await noticesOf(() => givenJob())).toBe(1);
    const claim = { workerId: "worker-a", limit: 5, leaseMs: 30_000 };
    expect(await noticesOf(() => db().$transaction((tx) => claimJobs(tx, claim)))).toBe(1);
    expect(await noticesOf(() => db().lesson.deleteMany())).toBe(1);
  });

  test("for pausing, resuming and draining", async () => {
    const worker = { id: "worker-a", host: "here", pid: 1, version: "test", slots: 1 };
    await registerWorker(db(), worker);
    const pause = { reason: "Maintenance", by: "admin", resumeAtMs: null };
    expect(await noticesOf(() => pauseQueue(db(), pause))).toBe(1);
    expect(await noticesOf(() => resumeQueue(db()))).toBe(1);
    expect(await noticesOf(() => drainWorker(db(), worker.id))).toBe(1);
  });

  test("not for heartbeats: nobody waits for those", async () => {
    const worker = { id: "worker-a", host: "here", pid: 1, version: "test", slots: 1 };
    await registerWorker(db(), worker);
    await givenJob();
    const claim = { workerId: worker.id, limit: 1, leaseMs: 30_000 };
    const [job] = await db().$transaction((tx) => claimJobs(tx, claim));
    const lease = { jobId: job?.id ?? "", token: job?.lease_token ?? "" };
    expect(await noticesOf(() => renewLeases(db(), [lease], 30_000))).toBe(0);
    expect(await noticesOf(() => reportAlive(db(), worker, { ...processFacts, runningJobs: 1 }))).toBe(0);
  });
});
