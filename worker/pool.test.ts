import { pino } from "pino";
import { afterEach, expect, onTestFinished, test } from "vitest";
import { db } from "@/lib/db/client";
import { watches } from "@/lib/jobs/job-watch";
import { getJob } from "@/lib/jobs/read";
import type { ClaimedJob } from "@/lib/jobs/store/claim-jobs";
import type { Settlement } from "@/lib/jobs/store/settle-jobs";
import { logger } from "@/lib/log";
import { databaseKind, setUpTestDatabase } from "@/lib/testing/database";
import { givenJob, service } from "@/lib/testing/factories";
import { Pool } from "./pool";

setUpTestDatabase();

let pool: Pool | null = null;
afterEach(async () => {
  await pool?.stop();
  pool = null;
});

/** Ends a job well, or with a state that the table's constraints refuse. */
function endOf(job: ClaimedJob, isGood: boolean): Settlement {
  const lease = { jobId: job.id, token: job.lease_token };
  if (isGood) return { kind: "completed", lease, stages: null, message: "Done", result: {}, deck: null };
  const error = { code: "x", message: "x", retryable: false, timedOut: false, stack: null, details: null };
  // The cast makes the mistake that the type forbids.
  return { kind: "ended", lease, stages: null, status: "nonsense" as "failed", error };
}

test("a settlement that the database refuses holds up no other, and is left to the reaper", async () => {
  const jobs = [await givenJob(), await givenJob(), await givenJob()];
  const bad = jobs[1]?.job_id ?? "";
  const settled = new Map<string, boolean>();
  let finish = () => {};
  const allClaimed = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let claimed = 0;
  await new Promise<void>((resolve) => {
    pool = new Pool({
      db: db(),
      feed: watches().feed,
      log: logger("jobs"),
      workerId: "worker-a",
      slots: jobs.length,
      leaseMs: 30_000,
      // All end in the same moment, so that they are settled in the same turn.
      async execute(job) {
        claimed++;
        if (claimed === jobs.length) finish();
        await allClaimed;
        return {
          settlement: endOf(job, job.id !== bad),
          onSettled: (won) => {
            settled.set(job.id, won);
            if (settled.size === jobs.length) resolve();
          },
        };
      },
    });
    pool.start();
  });
  expect(settled).toEqual(new Map(jobs.map(({ job_id }) => [job_id, job_id !== bad])));
  const states = await Promise.all(jobs.map(async ({ job_id }) => (await getJob(job_id, service)).status));
  expect(states).toEqual(["completed", "running", "completed"]);
  expect(pool?.runningJobs).toBe(0);
});

test("a pool that stops while a refused turn waits for its next try settles what has ended", async () => {
  const { job_id } = await givenJob();
  const real = db();
  let isLost = false;
  const client = new Proxy(real, {
    get: (target, key) => (key === "$transaction" ? losingOnce : Reflect.get(target, key, target)),
  });
  async function losingOnce(...args: unknown[]) {
    const { status } = await getJob(job_id, service);
    if (status !== "running" || isLost) return Reflect.apply(real.$transaction, real, args);
    isLost = true;
    throw new Error("Connection terminated unexpectedly");
  }
  await new Promise<void>((resolve) => {
    const log = pino({}, { write: (line) => line.includes("turn_failed") && resolve() });
    pool = new Pool({
      db: client,
      feed: watches().feed,
      log,
      workerId: "worker-a",
      slots: 1,
      leaseMs: 30_000,
      execute: async (job) => ({ settlement: endOf(job, true) }),
    });
    pool.start();
  });
  await pool?.stop();
  expect(isLost).toBe(true);
  expect((await getJob(job_id, service)).status).toBe("completed");
});

test("jobs of a claim whose answer was lost are given back at once, and no retry is spent", async () => {
  const { job_id } = await givenJob();
  const real = db();
  let isLost = false;
  const losingTheClaim = async (...args: unknown[]) => {
    const answer: unknown = await Reflect.apply(real.$transaction, real, args);
    if (isLost) return answer;
    isLost = true;
    expect((await getJob(job_id, service)).status).toBe("running");
    throw new Error("Connection terminated unexpectedly");
  };
  const won = await new Promise<boolean>((resolve) => {
    pool = new Pool({
      db: new Proxy(real, {
        get: (target, key) => (key === "$transaction" ? losingTheClaim : Reflect.get(target, key, target)),
      }),
      feed: watches().feed,
      log: logger("jobs"),
      workerId: "worker-a",
      slots: 1,
      leaseMs: 30_000,
      execute: async (job) => ({ settlement: endOf(job, true), onSettled: resolve }),
    });
    pool.start();
  });
  expect(won).toBe(true);
  expect(await getJob(job_id, service)).toMatchObject({ status: "completed", retry_count: 0 });
});

test.runIf(databaseKind === "sqlite")(
  "a claim that the database refuses costs no finished job its result",
  async () => {
    const jobs = [await givenJob(), await givenJob()];
    onTestFinished(async () => void (await db().$executeRaw`DROP TRIGGER no_claims`));
    const won = await new Promise<boolean>((resolve) => {
      pool = new Pool({
        db: db(),
        feed: watches().feed,
        log: logger("jobs"),
        workerId: "worker-a",
        slots: 1,
        leaseMs: 30_000,
        async execute(job) {
          await db().$executeRaw`
          CREATE TRIGGER no_claims BEFORE UPDATE ON presentation_jobs WHEN NEW.status = 'running'
          BEGIN SELECT RAISE(ABORT, 'no claims'); END`;
          return { settlement: endOf(job, true), onSettled: resolve };
        },
      });
      pool.start();
    });
    expect(won).toBe(true);
    const states = await Promise.all(jobs.map(async ({ job_id }) => (await getJob(job_id, service)).status));
    expect(states.sort()).toEqual(["completed", "pending"]);
  },
);
