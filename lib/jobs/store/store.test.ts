import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob, givenLesson, service } from "@/lib/testing/factories";
import { cancelJob } from "../cancel";
import type { JobError } from "../failure";
import { getJob, listAttempts } from "../read";
import { retryJob } from "../retry";
import { beginStage, noStages } from "../stages";
import type { FinishedDeck } from "./adopt-decks";
import { type ClaimedJob, claimJobs as claimIn, msUntilClaimable } from "./claim-jobs";
import { findHeldLeases, type Lease, renewLeases, writeProgress } from "./leases";
import { reapExpired as reapIn } from "./reap-expired";
import { type Settlement, settleJobs } from "./settle-jobs";

setUpTestDatabase();

const LEASE_MS = 30_000;
const leaseOf = (job: ClaimedJob | undefined): Lease => ({
  jobId: job?.id ?? "",
  token: job?.lease_token ?? "",
});
const claimJobs = (workerId: string, limit: number) =>
  db().$transaction((tx) => claimIn(tx, { workerId, limit, leaseMs: LEASE_MS }));
const claimOne = async (worker = "worker-a") => (await claimJobs(worker, 1))[0];
const reapExpired = (limit: number) => db().$transaction((tx) => reapIn(tx, limit));

/** Whether the settlement took effect. */
async function settle(settlement: Settlement): Promise<boolean> {
  return (await db().$transaction((tx) => settleJobs(tx, [settlement]))).has(settlement.lease.token);
}
const completeJob = (lease: Lease, deck: FinishedDeck) =>
  settle({ kind: "completed", lease, message: "3 slides", result: { slides: 3 }, deck, stages: noStages() });
const endJob = (lease: Lease, status: "failed" | "timeout", error: JobError) =>
  settle({ kind: "ended", lease, status, error, stages: noStages() });
const requeueJob = (lease: Lease, error: JobError, delayMs: number) =>
  settle({ kind: "requeued", lease, error, delayMs, stages: noStages() });
const releaseJob = (lease: Lease) => settle({ kind: "released", delayMs: 0, lease, stages: noStages() });

const trouble: JobError = {
  code: "internal_error",
  message: "It broke",
  retryable: true,
  timedOut: false,
  stack: "Error: It broke",
  details: null,
};

function deckOf(lessonId: string, lessonRevision = 1): FinishedDeck {
  return {
    presentationId: randomUUID(),
    lessonId,
    lessonRevision,
    style: "default",
    title: "Clap the beat",
    language: "en",
    totalSlides: 3,
    totalDurationMinutes: 30,
    content: JSON.stringify({ title: "Clap the beat", slides: [] }),
    files: [{ format: "pptx", path: "exports/x/presentation_x.pptx", sizeBytes: 10, sha256: "00" }],
  };
}

/** Moves a row's times into the past instead of waiting. */
async function expireLease(jobId: string): Promise<void> {
  const earlier = sql.plus(Prisma.sql`lease_expires_at`, -2 * LEASE_MS);
  await db().$executeRaw`UPDATE presentation_jobs SET lease_expires_at = ${earlier} WHERE id = ${jobId}`;
}

describe("claim", () => {
  test("takes the most urgent first, the oldest inside one priority, and each job once", async () => {
    const low = await givenJob({ priority: "low" });
    const normal = await givenJob({ priority: "normal" });
    const urgent = await givenJob({ priority: "urgent" });
    const normal2 = await givenJob({ priority: "normal" });
    const first = await claimJobs("worker-a", 3);
    expect(first.map((row) => row.id)).toEqual([urgent.job_id, normal.job_id, normal2.job_id]);
    expect(await claimJobs("worker-b", 3)).toMatchObject([{ id: low.job_id }]);
    expect(await claimJobs("worker-b", 3)).toEqual([]);
  });

  test("leaves a job alone before its time and tells when that is", async () => {
    await givenJob({ run_at: new Date(Date.now() + 60_000).toISOString() });
    expect(await claimOne()).toBeUndefined();
    const ms = await msUntilClaimable(db(), "worker-a");
    expect(ms).toBeGreaterThan(50_000);
    expect(ms).toBeLessThanOrEqual(60_000);
  });
});

describe("a worker that lost its lease", () => {
  test("can neither report, complete, fail, requeue nor release, and the new owner's job is untouched", async () => {
    const { job_id, lesson_id } = await givenJob();
    const zombie = leaseOf(await claimOne("worker-a"));
    await expireLease(job_id);
    expect(await reapExpired(10)).toEqual({ requeued: [job_id], failed: [] });
    const owner = leaseOf(await claimOne("worker-b"));
    const before = await getJob(job_id, service);

    expect(await writeProgress(db(), zombie, { progress: 50, message: "late", stages: noStages() })).toBe(
      false,
    );
    expect(await completeJob(zombie, deckOf(lesson_id))).toBe(false);
    expect(await endJob(zombie, "failed", trouble)).toBe(false);
    expect(await requeueJob(zombie, trouble, 0)).toBe(false);
    expect(await releaseJob(zombie)).toBe(false);
    expect(await renewLeases(db(), [zombie, owner], LEASE_MS)).toEqual(new Set([owner.token]));
    expect(await findHeldLeases(db(), [zombie, owner])).toEqual(new Set([owner.token]));

    expect(await getJob(job_id, service)).toEqual(before);
    expect(await db().presentation.count()).toBe(0);
    expect(await completeJob(owner, deckOf(lesson_id))).toBe(true);
    expect((await listAttempts(job_id, service)).map((attempt) => attempt.outcome)).toEqual([
      "orphaned",
      "completed",
    ]);
  });
});

test("what is given back because the database was away waits for a moment; by a stopping worker, not", async () => {
  const jobs = [(await givenJob()).job_id, (await givenJob()).job_id];
  const [first, second] = (await claimJobs("worker-a", 2)).map(leaseOf) as [Lease, Lease];
  await settle({ kind: "released", delayMs: 60_000, lease: first, stages: null });
  await settle({ kind: "released", delayMs: 0, lease: second, stages: null });
  expect(jobs).toContain(second.jobId);
  expect((await claimJobs("worker-b", 2)).map(({ id }) => id)).toEqual([second.jobId]);
  expect(await getJob(first.jobId, service)).toMatchObject({
    status: "pending",
    retry_count: 0,
    message: "Waiting: the database was away",
  });
});

test("the ends of two attempts at one job are not settled by one call: which of them counts would be chance", async () => {
  const { job_id } = await givenJob();
  const lost = leaseOf(await claimOne("worker-a"));
  await expireLease(job_id);
  await reapExpired(10);
  const held = leaseOf(await claimOne("worker-b"));
  const release = (lease: Lease): Settlement => ({ kind: "released", delayMs: 0, lease, stages: null });
  const together = db().$transaction((tx) => settleJobs(tx, [release(lost), release(held)]));
  await expect(together).rejects.toThrow("need two calls");
  expect(await getJob(job_id, service)).toMatchObject({ status: "running", worker_id: "worker-b" });
});

describe("complete", () => {
  test("adopts the deck with its files and makes older decks of the lesson stale", async () => {
    const lesson_id = await givenLesson();
    await givenJob({ lesson_id });
    const old = deckOf(lesson_id);
    await completeJob(leaseOf(await claimOne()), old);
    const { job_id } = await givenJob({ lesson_id });
    const deck = deckOf(lesson_id);
    await completeJob(leaseOf(await claimOne()), deck);
    expect(await getJob(job_id, service)).toMatchObject({
      status: "completed",
      progress: 100,
      presentation_id: deck.presentationId,
      slide_count: 3,
      can_cancel: false,
      can_retry: false,
    });
    const decks = await db().presentation.findMany({ include: { files: true } });
    expect(new Map(decks.map((row) => [row.id, row.status]))).toEqual(
      new Map([
        [old.presentationId, "stale"],
        [deck.presentationId, "complete"],
      ]),
    );
    expect(decks.every((row) => row.files.length === 1)).toBe(true);
  });

  test("of an older revision never damages the deck of the newer one", async () => {
    const lesson_id = await givenLesson();
    await givenJob({ lesson_id });
    const slow = leaseOf(await claimOne());
    await givenLesson({ id: lesson_id, content: "# Changed\n\nAnother text." });
    await givenJob({ lesson_id });
    const good = deckOf(lesson_id, 2);
    await completeJob(leaseOf(await claimOne()), good);
    await completeJob(slow, deckOf(lesson_id, 1));
    const decks = await db().presentation.findMany({ orderBy: { lessonRevision: "asc" } });
    expect(decks.map((deck) => [deck.lessonRevision, deck.status])).toEqual([
      [1, "stale"],
      [2, "complete"],
    ]);
  });

  test("of two jobs for one lesson at once leaves one newest deck", async () => {
    for (let round = 0; round < 10; round++) {
      const lesson_id = await givenLesson();
      for (let each = 0; each < 2; each++) await givenJob({ lesson_id });
      const claimed = await claimJobs("worker-a", 2);
      await Promise.all(claimed.map((job) => completeJob(leaseOf(job), deckOf(lesson_id))));
      const decks = await db().presentation.findMany({ where: { lessonId: lesson_id } });
      expect(decks.map((deck) => deck.status).sort()).toEqual(["complete", "stale"]);
    }
  });

  test("of an older revision of the lesson is stale from the start", async () => {
    const lesson_id = await givenLesson();
    await givenJob({ lesson_id });
    const claimed = leaseOf(await claimOne());
    await givenLesson({ id: lesson_id, content: "# Changed\n\nAnother text." });
    await completeJob(claimed, deckOf(lesson_id, 1));
    expect(await db().presentation.findFirst()).toMatchObject({ status: "stale", lessonRevision: 1 });
  });
});

describe("failure", () => {
  test("goes back to the queue with one retry spent, and keeps the error in the history", async () => {
    const { job_id } = await givenJob();
    await requeueJob(leaseOf(await claimOne()), trouble, 60_000);
    const job = await getJob(job_id, service);
    expect(job).toMatchObject({
      status: "pending",
      retry_count: 1,
      progress: 0,
      worker_id: null,
      error_code: null,
    });
    expect(await claimOne()).toBeUndefined();
    expect(await listAttempts(job_id, service)).toMatchObject([
      { outcome: "failed", error_message: "It broke" },
    ]);
  });

  test("that is final says why", async () => {
    const { job_id } = await givenJob();
    await endJob(leaseOf(await claimOne()), "timeout", { ...trouble, code: "job_timeout", timedOut: true });
    expect(await getJob(job_id, service)).toMatchObject({
      status: "timeout",
      error_code: "job_timeout",
      can_retry: true,
    });
    expect(await listAttempts(job_id, service)).toMatchObject([{ outcome: "timeout" }]);
  });
});

describe("reap", () => {
  test("fails a job as ORPHANED when no retries are left, and leaves living leases alone", async () => {
    const dead = await givenJob({ max_retries: 0 });
    const alive = await givenJob();
    await claimJobs("worker-a", 2);
    await expireLease(dead.job_id);
    expect(await reapExpired(10)).toEqual({ requeued: [], failed: [dead.job_id] });
    // Only a forced retry would work.
    expect(await getJob(dead.job_id, service)).toMatchObject({ status: "failed", can_retry: false });
    await expect(retryJob(dead.job_id, false, service)).rejects.toMatchObject({ code: "job_not_retryable" });
    expect(await getJob(dead.job_id, service)).toMatchObject({ status: "failed", error_code: "ORPHANED" });
    expect(await getJob(alive.job_id, service)).toMatchObject({ status: "running" });
  });
});

describe("release", () => {
  test("gives the job back without spending a retry", async () => {
    const { job_id } = await givenJob();
    expect(await releaseJob(leaseOf(await claimOne()))).toBe(true);
    expect(await getJob(job_id, service)).toMatchObject({ status: "pending", retry_count: 0 });
    expect(await listAttempts(job_id, service)).toMatchObject([{ outcome: "released" }]);
  });
});

describe("cancel", () => {
  test("of a running job wins over its late completion", async () => {
    const { job_id, lesson_id } = await givenJob();
    const lease = leaseOf(await claimOne());
    await cancelJob(job_id, "Not needed", service);
    expect(await completeJob(lease, deckOf(lesson_id))).toBe(false);
    expect(await getJob(job_id, service)).toMatchObject({
      status: "cancelled",
      message: "Not needed",
      presentation_id: null,
    });
    expect(await db().presentation.count()).toBe(0);
    expect(await listAttempts(job_id, service)).toMatchObject([{ outcome: "cancelled" }]);
  });

  test("of a running job leaves no stage running", async () => {
    const { job_id } = await givenJob();
    const lease = leaseOf(await claimOne());
    const stages = beginStage(noStages(), "parse", new Date());
    await writeProgress(db(), lease, { progress: 5, message: "Reading", stages });
    await cancelJob(job_id, null, service);
    const { detailed_progress } = await getJob(job_id, service);
    expect(detailed_progress.stage).toBeNull();
    expect(detailed_progress.stages[0]).toMatchObject({ name: "parse", status: "failed" });
  });

  test("has one winner, however often it races completion", async () => {
    for (let round = 0; round < 50; round++) {
      const { job_id, lesson_id } = await givenJob();
      const lease = leaseOf(await claimOne());
      const [cancelled, completed] = await Promise.all([
        cancelJob(job_id, null, service).then(
          () => true,
          () => false,
        ),
        completeJob(lease, deckOf(lesson_id)),
      ]);
      expect(cancelled).not.toBe(completed);
      expect((await getJob(job_id, service)).status).toBe(cancelled ? "cancelled" : "completed");
    }
  });

  test("is refused when the job has ended", async () => {
    const { job_id } = await givenJob();
    await cancelJob(job_id, null, service);
    await expect(cancelJob(job_id, null, service)).rejects.toMatchObject({ code: "job_not_cancellable" });
  });
});

describe("retry", () => {
  test("gives the job the rank of its priority, not the one that it had waited for", async () => {
    const { job_id } = await givenJob({ priority: "low" });
    await db().presentationJob.update({ where: { id: job_id }, data: { priorityRank: 3 } });
    await cancelJob(job_id, null, service);
    await retryJob(job_id, false, service);
    const row = await db().presentationJob.findUniqueOrThrow({ where: { id: job_id } });
    expect(row).toMatchObject({ status: "pending", priority: "low", priorityRank: 0 });
  });

  test("queues an ended job again; without retries left only when forced", async () => {
    const { job_id } = await givenJob({ max_retries: 0 });
    await endJob(leaseOf(await claimOne()), "failed", trouble);
    await expect(retryJob(job_id, false, service)).rejects.toMatchObject({ code: "job_not_retryable" });
    expect(await retryJob(job_id, true, service)).toMatchObject({
      status: "pending",
      max_retries: 1,
      retry_count: 1,
    });
    await expect(retryJob(job_id, true, service)).rejects.toMatchObject({ code: "job_not_retryable" });
  });
});
