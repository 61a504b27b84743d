import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob, givenLesson, service } from "@/lib/testing/factories";
import { cancelJob } from "./cancel";
import type { JobError } from "./failure";
import type { JobRow } from "./job-row";
import { getJob, listAttempts } from "./read";
import {
  claimJobs,
  completeJob,
  endJob,
  type FinishedDeck,
  type Lease,
  msUntilNextDue,
  reapExpired,
  releaseJob,
  renewLeases,
  requeueJob,
  writeProgress,
} from "./repository";
import { retryJob } from "./retry";
import { noStages } from "./stages";

setUpTestDatabase();

const LEASE_MS = 30_000;
const leaseOf = (row: JobRow | undefined): Lease => ({ jobId: row?.id ?? "", token: row?.lease_token ?? "" });
const claimOne = async (worker = "worker-a") => (await claimJobs(db(), worker, 1, LEASE_MS))[0];

const trouble: JobError = {
  code: "internal_error",
  message: "It broke",
  retryable: true,
  timedOut: false,
  stack: "Error: It broke",
  details: null,
};

function deckOf(lessonRevision = 1): FinishedDeck {
  return {
    presentationId: randomUUID(),
    lessonRevision,
    style: "default",
    title: "Clap the beat",
    language: "en",
    totalSlides: 3,
    totalDurationMinutes: 30,
    content: JSON.stringify({ title: "Clap the beat", slides: [] }),
    message: "3 slides",
    resultData: { slides: 3 },
    files: [{ format: "pptx", path: "exports/x/presentation_x.pptx", sizeBytes: 10 }],
  };
}

/** Moves a row's times into the past instead of waiting. */
async function expireLease(jobId: string): Promise<void> {
  await db()
    .$executeRaw`UPDATE presentation_jobs SET lease_expires_at = lease_expires_at - ${2 * LEASE_MS} WHERE id = ${jobId}`;
}

describe("claim", () => {
  test("takes the most urgent first, the oldest inside one priority, and each job once", async () => {
    const low = await givenJob({ priority: "low" });
    const normal = await givenJob({ priority: "normal" });
    const urgent = await givenJob({ priority: "urgent" });
    const normal2 = await givenJob({ priority: "normal" });
    const first = await claimJobs(db(), "worker-a", 3, LEASE_MS);
    expect(first.map((row) => row.id)).toEqual([urgent.job_id, normal.job_id, normal2.job_id]);
    expect(await claimJobs(db(), "worker-b", 3, LEASE_MS)).toMatchObject([
      { id: low.job_id, worker_id: "worker-b" },
    ]);
    expect(await claimJobs(db(), "worker-b", 3, LEASE_MS)).toEqual([]);
  });

  test("leaves a job alone before its time and tells when that is", async () => {
    await givenJob({ run_at: new Date(Date.now() + 60_000).toISOString() });
    expect(await claimOne()).toBeUndefined();
    const ms = await msUntilNextDue(db());
    expect(ms).toBeGreaterThan(50_000);
    expect(ms).toBeLessThanOrEqual(60_000);
  });

  test("walks the index of pending rows, whatever the history", async () => {
    const plan = await db().$queryRawUnsafe<{ detail: string }[]>(
      `EXPLAIN QUERY PLAN SELECT id FROM presentation_jobs INDEXED BY idx_jobs_queue_order
       WHERE status = 'pending' AND run_at <= 1 ORDER BY priority_rank DESC, created_at, id LIMIT 1`,
    );
    expect(plan.map((step) => step.detail)).toEqual([expect.stringContaining("idx_jobs_queue_order")]);
  });
});

describe("a worker that lost its lease", () => {
  test("can neither report, complete, fail, requeue nor release, and the new owner's job is untouched", async () => {
    const { job_id } = await givenJob();
    const zombie = leaseOf(await claimOne("worker-a"));
    await expireLease(job_id);
    expect(await reapExpired(db(), 10)).toEqual({ requeued: [job_id], failed: [] });
    const owner = leaseOf(await claimOne("worker-b"));
    const before = await getJob(job_id, service);

    expect(await writeProgress(db(), zombie, { progress: 50, message: "late", stages: noStages() })).toBe(
      false,
    );
    expect(await completeJob(db(), zombie, deckOf(), noStages())).toBe(false);
    expect(await endJob(db(), zombie, "failed", trouble, noStages())).toBe(false);
    expect(await requeueJob(db(), zombie, trouble, 0, noStages())).toBe(false);
    expect(await releaseJob(db(), zombie)).toBe(false);
    expect(await renewLeases(db(), [zombie, owner], LEASE_MS)).toEqual(new Set([owner.token]));

    expect(await getJob(job_id, service)).toEqual(before);
    expect(await db().presentation.count()).toBe(0);
    expect(await completeJob(db(), owner, deckOf(), noStages())).toBe(true);
    expect((await listAttempts(job_id, service)).map((attempt) => attempt.outcome)).toEqual([
      "orphaned",
      "completed",
    ]);
  });
});

describe("complete", () => {
  test("adopts the deck with its files and makes older decks of the lesson stale", async () => {
    const lesson_id = await givenLesson();
    await givenJob({ lesson_id });
    const old = deckOf();
    await completeJob(db(), leaseOf(await claimOne()), old, noStages());
    const { job_id } = await givenJob({ lesson_id });
    const deck = deckOf();
    await completeJob(db(), leaseOf(await claimOne()), deck, noStages());
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

  test("of an older revision of the lesson is stale from the start", async () => {
    const lesson_id = await givenLesson();
    await givenJob({ lesson_id });
    const claimed = leaseOf(await claimOne());
    await givenLesson({ id: lesson_id, content: "# Changed\n\nAnother text." });
    await completeJob(db(), claimed, deckOf(1), noStages());
    expect(await db().presentation.findFirst()).toMatchObject({ status: "stale", lessonRevision: 1 });
  });
});

describe("failure", () => {
  test("goes back to the queue with one retry spent, and keeps the error in the history", async () => {
    const { job_id } = await givenJob();
    await requeueJob(db(), leaseOf(await claimOne()), trouble, 60_000, noStages());
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
    await endJob(
      db(),
      leaseOf(await claimOne()),
      "timeout",
      { ...trouble, code: "job_timeout", timedOut: true },
      noStages(),
    );
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
    await claimJobs(db(), "worker-a", 2, LEASE_MS);
    await expireLease(dead.job_id);
    expect(await reapExpired(db(), 10)).toEqual({ requeued: [], failed: [dead.job_id] });
    expect(await getJob(dead.job_id, service)).toMatchObject({ status: "failed", error_code: "ORPHANED" });
    expect(await getJob(alive.job_id, service)).toMatchObject({ status: "running" });
  });
});

describe("release", () => {
  test("gives the job back without spending a retry", async () => {
    const { job_id } = await givenJob();
    expect(await releaseJob(db(), leaseOf(await claimOne()))).toBe(true);
    expect(await getJob(job_id, service)).toMatchObject({ status: "pending", retry_count: 0 });
    expect(await listAttempts(job_id, service)).toMatchObject([{ outcome: "released" }]);
  });
});

describe("cancel", () => {
  test("of a running job wins over its late completion", async () => {
    const { job_id } = await givenJob();
    const lease = leaseOf(await claimOne());
    await cancelJob(job_id, "Not needed", service);
    expect(await completeJob(db(), lease, deckOf(), noStages())).toBe(false);
    expect(await getJob(job_id, service)).toMatchObject({
      status: "cancelled",
      message: "Not needed",
      presentation_id: null,
    });
    expect(await db().presentation.count()).toBe(0);
    expect(await listAttempts(job_id, service)).toMatchObject([{ outcome: "cancelled" }]);
  });

  test("has one winner, however often it races completion", async () => {
    for (let round = 0; round < 50; round++) {
      const { job_id } = await givenJob();
      const lease = leaseOf(await claimOne());
      const [cancelled, completed] = await Promise.all([
        cancelJob(job_id, null, service).then(
          () => true,
          () => false,
        ),
        completeJob(db(), lease, deckOf(), noStages()),
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
  test("queues an ended job again; without retries left only when forced", async () => {
    const { job_id } = await givenJob({ max_retries: 0 });
    await endJob(db(), leaseOf(await claimOne()), "failed", trouble, noStages());
    await expect(retryJob(job_id, false, service)).rejects.toMatchObject({ code: "job_not_retryable" });
    expect(await retryJob(job_id, true, service)).toMatchObject({
      status: "pending",
      max_retries: 1,
      retry_count: 1,
    });
    await expect(retryJob(job_id, true, service)).rejects.toMatchObject({ code: "job_not_retryable" });
  });
});
