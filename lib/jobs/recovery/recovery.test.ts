import { describe, expect, test } from "vitest";
import type { TroubleKind } from "@/lib/contract/recovery";
import { db } from "@/lib/db/client";
import { countJobs } from "@/lib/stats/counts";
import { setUpTestDatabase } from "@/lib/testing/database";
import { callerWith, givenJob, service } from "@/lib/testing/factories";
import { getJob } from "../read";
import { claimJobs } from "../store/claim-jobs";
import { drainWorker, pauseQueue } from "../store/control";
import { registerWorker } from "../workers";
import { previewRecovery } from "./preview";
import { recover } from "./recover";

setUpTestDatabase();

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const ago = (ms: number) => new Date(Date.now() - ms);

/** A job that worker-a holds: begun so many minutes ago, under a lease that ends in `leaseEndsInMs`. */
async function givenRunning(
  startedMinutesAgo: number,
  leaseEndsInMs: number,
  retryCount = 0,
): Promise<string> {
  await givenJob();
  const [job] = await db().$transaction((tx) =>
    claimJobs(tx, { workerId: "worker-a", limit: 1, leaseMs: 30_000 }),
  );
  if (!job) throw new Error("Nothing to claim");
  const startedAt = ago(startedMinutesAgo * MINUTE_MS);
  const leaseExpiresAt = ago(-leaseEndsInMs);
  await db().presentationJob.update({
    where: { id: job.id },
    data: { startedAt, leaseExpiresAt, retryCount },
  });
  return job.id;
}

async function givenTimedOut(): Promise<string> {
  const { job_id } = await givenJob();
  await db().presentationJob.update({
    where: { id: job_id },
    data: { status: "timeout", retryCount: 2, startedAt: ago(MINUTE_MS), completedAt: new Date() },
  });
  return job_id;
}

async function givenWaiting(minutes: number): Promise<string> {
  const { job_id } = await givenJob();
  await db().presentationJob.update({ where: { id: job_id }, data: { runAt: ago(minutes * MINUTE_MS) } });
  return job_id;
}

const stateOf = async (id: string) => {
  const { status, error_code } = await getJob(id, service);
  return [status, error_code];
};

/** Kind → why each job of it is there, and what recovering would do. */
async function preview(timeout_minutes?: number) {
  const { groups } = await previewRecovery({ timeout_minutes }, service);
  const of = (kind: TroubleKind) => groups.find((group) => group.kind === kind)?.jobs ?? [];
  const brief = (kind: TroubleKind) => of(kind).map(({ job_id, cause, outcome }) => [job_id, cause, outcome]);
  return {
    orphaned: brief("orphaned"),
    timed_out: brief("timed_out"),
    overdue: brief("overdue"),
    waiting: brief("waiting"),
  };
}
const none = { orphaned: [], timed_out: [], overdue: [], waiting: [] };

describe("the preview", () => {
  test("is empty while all is well", async () => {
    await givenRunning(0, 30_000);
    await givenJob();
    expect(await preview()).toEqual(none);
  });

  test("tells orphans apart by what recovering does, and by whether their worker lives", async () => {
    const spent = await givenRunning(1, -5_000, 2);
    const orphan = await givenRunning(1, -1_000);
    expect(await preview()).toEqual({
      ...none,
      orphaned: [
        [spent, "worker_dead", "failed"],
        [orphan, "worker_dead", "requeued"],
      ],
    });
    await registerWorker(db(), { id: "worker-a", host: "here", pid: 1, version: "1", slots: 2 });
    expect((await preview()).orphaned.map(([, cause]) => cause)).toEqual(["lease_lost", "lease_lost"]);
  });

  test("tells since when a job runs past its deadline, where its worker still holds it", async () => {
    const overdue = await givenRunning(5, 30_000);
    const { groups } = await previewRecovery({ timeout_minutes: undefined }, service);
    const group = groups.find(({ kind }) => kind === "overdue");
    expect(group?.jobs).toMatchObject([{ job_id: overdue, cause: "deadline_passed", outcome: "none" }]);
    // Begun five minutes ago, with thirty seconds of time.
    const late = Date.now() - Date.parse(group?.jobs[0]?.since ?? "");
    expect(late / 1000).toBeGreaterThan(4.5 * 60 - 1);
    expect(late / 1000).toBeLessThan(4.5 * 60 + 20);
  });

  test("lists timed-out jobs, which go back into the queue", async () => {
    const timedOut = await givenTimedOut();
    expect(await preview()).toEqual({ ...none, timed_out: [[timedOut, "retries_spent", "requeued"]] });
    await db().presentationJob.update({ where: { id: timedOut }, data: { retryCount: 0 } });
    expect((await preview()).timed_out).toEqual([[timedOut, "attempt_timed_out", "requeued"]]);
  });

  test("tells why waiting jobs are not taken, and takes the limit that it is given", async () => {
    const waiting = await givenWaiting(40);
    await givenWaiting(10);
    expect(await preview()).toEqual({ ...none, waiting: [[waiting, "no_worker", "none"]] });
    expect((await preview(5)).waiting).toHaveLength(2);
    const causeNow = async () => (await preview()).waiting[0]?.[1];
    await registerWorker(db(), { id: "worker-a", host: "here", pid: 1, version: "1", slots: 2 });
    expect(await causeNow()).toBe("workers_busy");
    await drainWorker(db(), "worker-a");
    expect(await causeNow()).toBe("workers_held");
    await pauseQueue(db(), { reason: "x", by: "x", resumeAtMs: null });
    expect(await causeNow()).toBe("queue_paused");
  });

  test("is nothing for a teacher", async () => {
    await givenTimedOut();
    expect((await previewRecovery({ timeout_minutes: 5 }, callerWith("teacher"))).groups).toEqual([]);
  });
});

describe("recovering", () => {
  test("takes back what a lost worker held for that long; a live lease is never touched", async () => {
    const alive = await givenRunning(600, HOUR_MS);
    const young = await givenRunning(10, -1_000);
    const orphan = await givenRunning(45, -1_000);
    const spent = await givenRunning(45, -1_000, 2);
    const expected = {
      recovered_jobs: 2,
      requeued_jobs: 1,
      failed_jobs: 1,
      timeout_minutes: 30,
      skipped_jobs: 0,
    };
    expect(await recover({ dry_run: true }, service)).toMatchObject({ ...expected, jobs: [] });
    expect((await countJobs(service)).running).toBe(4);
    expect(await recover({ dry_run: false }, service)).toMatchObject({
      ...expected,
      jobs: [
        { job_id: orphan, outcome: "requeued", error: null },
        { job_id: spent, outcome: "failed", error: null },
      ],
    });
    expect(await Promise.all([alive, young, orphan, spent].map(stateOf))).toEqual([
      ["running", null],
      ["running", null],
      ["pending", null],
      ["failed", "ORPHANED"],
    ]);
  });

  test("of named jobs takes each that is orphaned or timed out, and says why it leaves the others", async () => {
    const alive = await givenRunning(600, HOUR_MS);
    const orphan = await givenRunning(0, -1_000);
    const other = await givenRunning(0, -1_000);
    const timedOut = await givenTimedOut();
    const { job_id: waiting } = await givenJob();
    const job_ids = [alive, orphan, timedOut, waiting, "nowhere", orphan];
    const { jobs, ...counts } = await recover({ dry_run: false, job_ids }, service);
    expect(counts).toMatchObject({ recovered_jobs: 2, requeued_jobs: 2, failed_jobs: 0, skipped_jobs: 3 });
    expect(Object.fromEntries(jobs.map(({ job_id, outcome, error }) => [job_id, error ?? outcome]))).toEqual({
      [timedOut]: "requeued",
      [orphan]: "requeued",
      [alive]: "Its lease is alive",
      [waiting]: "Job needs no recovery",
      nowhere: "Job not found",
    });
    expect(await Promise.all([alive, orphan, timedOut, other].map(stateOf))).toEqual([
      ["running", null],
      ["pending", null],
      ["pending", null],
      ["running", null],
    ]);
  });

  test("finds nothing to leave where everything that was named is taken", async () => {
    const orphan = await givenRunning(0, -1_000, 2);
    expect(await recover({ dry_run: false, job_ids: [orphan] }, service)).toMatchObject({
      failed_jobs: 1,
      jobs: [{ job_id: orphan, outcome: "failed", error: null }],
    });
  });
});
