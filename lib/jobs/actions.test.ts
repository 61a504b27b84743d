/** What callers and administrators may do to jobs beyond cancelling and retrying. */
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { absoluteExportPath, writeDeckFiles } from "@/lib/decks/deck-files";
import { setUpTestDatabase } from "@/lib/testing/database";
import { callerWith, givenJob, givenLesson, service } from "@/lib/testing/factories";
import { bulkAct } from "./bulk-request";
import { cancelJob } from "./cancel";
import { deleteJob } from "./delete-job";
import { cleanUp } from "./maintenance";
import { patchJob } from "./patch-job";
import { countJobs, getJob } from "./read";
import { recover } from "./recovery/recover";
import { orderWorker, pauseAll, queueState, resumeAll } from "./steer";
import { claimJobs } from "./store/claim-jobs";
import { settleJobs } from "./store/settle-jobs";
import { registerWorker } from "./workers";

setUpTestDatabase();

const HOUR_MS = 3_600_000;
const claimOne = async () => {
  const [job] = await db().$transaction((tx) =>
    claimJobs(tx, { workerId: "worker-a", limit: 1, leaseMs: 30_000 }),
  );
  if (!job) throw new Error("Nothing to claim");
  return job;
};

/** Runs the lesson's next job to its end, with a deck and a file. */
async function completeOne(lessonId: string) {
  const { job_id } = await givenJob({ lesson_id: lessonId });
  const job = await claimOne();
  const presentationId = randomUUID();
  const files = await writeDeckFiles(presentationId, [{ format: "json", bytes: new Uint8Array([1]) }]);
  const deck = {
    presentationId,
    lessonId,
    lessonRevision: 1,
    style: "default",
    title: "Deck",
    language: "en",
    totalSlides: 1,
    totalDurationMinutes: null,
    content: "{}",
    files,
  };
  const lease = { jobId: job.id, token: job.lease_token };
  await db().$transaction((tx) =>
    settleJobs(tx, [{ kind: "completed", lease, stages: null, message: "", result: {}, deck }]),
  );
  const file = absoluteExportPath(files[0]?.path ?? "");
  return { jobId: job_id, presentationId, file };
}

describe("changing a waiting job", () => {
  test("changes what is named and nothing else", async () => {
    const { job_id } = await givenJob({ priority: "low" });
    const runAt = new Date(Date.now() + HOUR_MS).toISOString();
    const patched = await patchJob(job_id, { priority: "urgent", run_at: runAt, max_retries: 7 }, service);
    expect(patched).toMatchObject({ priority: "urgent", run_at: runAt, max_retries: 7, timeout_seconds: 30 });
    const again = await patchJob(job_id, { timeout_seconds: 90 }, service);
    expect(again).toMatchObject({ priority: "urgent", run_at: runAt, timeout_seconds: 90 });
    expect(await db().presentationJob.findFirst()).toMatchObject({ priorityRank: 3 });
  });

  test("is refused once it runs, and of somebody else's job always", async () => {
    const { job_id } = await givenJob({ lesson_id: await givenLesson({ userId: "teacher-1" }) });
    await expect(
      patchJob(job_id, { max_retries: 1 }, callerWith("teacher", "teacher-2")),
    ).rejects.toMatchObject({
      code: "job_access_denied",
    });
    await claimOne();
    await expect(patchJob(job_id, { max_retries: 1 }, service)).rejects.toMatchObject({ status: 400 });
    expect(await getJob(job_id, service)).toMatchObject({ max_retries: 2 });
  });
});

describe("deleting a job for good", () => {
  test("keeps the newest deck of its lesson, and takes an older one with its files", async () => {
    const lesson = await givenLesson();
    const [old, newest] = [await completeOne(lesson), await completeOne(lesson)];
    await deleteJob(newest.jobId, service);
    expect(existsSync(newest.file)).toBe(true);
    await deleteJob(old.jobId, service);
    expect([existsSync(old.file), existsSync(newest.file)]).toEqual([false, true]);
    expect((await db().presentation.findMany()).map(({ id }) => id)).toEqual([newest.presentationId]);
    await expect(getJob(old.jobId, service)).rejects.toMatchObject({ code: "job_not_found" });
  });

  test("keeps the last deck of a lesson that has changed since", async () => {
    const only = await completeOne(await givenLesson());
    await db().presentation.updateMany({ data: { status: "stale" } });
    await deleteJob(only.jobId, service);
    expect(existsSync(only.file)).toBe(true);
  });

  test("is refused while it has not ended", async () => {
    const { job_id } = await givenJob();
    await expect(deleteJob(job_id, service)).rejects.toMatchObject({ code: "job_not_finished" });
    expect((await countJobs(service)).pending).toBe(1);
  });
});

describe("bulk requests", () => {
  const { signal } = new AbortController();

  test("act by a filter within what is the caller's", async () => {
    const [mine, theirs] = [await givenLesson({ userId: "t-1" }), await givenLesson({ userId: "t-2" })];
    const own = await givenJob({ lesson_id: mine, priority: "low" });
    await givenJob({ lesson_id: mine });
    await givenJob({ lesson_id: theirs, priority: "low" });
    const outcome = await bulkAct(
      { kind: "cancel", reason: "cleanup" },
      { filter: { priority: ["low"] } },
      callerWith("teacher", "t-1"),
      signal,
    );
    expect(outcome).toEqual({
      changed: [own.job_id],
      failed_jobs: [],
      total_requested: 1,
      total_changed: 1,
    });
    expect(await countJobs(service)).toMatchObject({ pending: 2, cancelled: 1 });
  });

  test("delete ended jobs with the files of decks nobody needs", async () => {
    const lesson = await givenLesson();
    const [old, newest] = [await completeOne(lesson), await completeOne(lesson)];
    const { job_id: waiting } = await givenJob({ lesson_id: lesson });
    const outcome = await bulkAct({ kind: "delete" }, { job_ids: [old.jobId, waiting] }, service, signal);
    expect(outcome).toEqual({
      changed: [old.jobId],
      failed_jobs: [{ job_id: waiting, error: "Job cannot be deleted" }],
      total_requested: 2,
      total_changed: 1,
    });
    expect([existsSync(old.file), existsSync(newest.file)]).toEqual([false, true]);
  });
});

describe("cleaning up by hand", () => {
  test("counts or deletes what ended long ago, never what has not ended", async () => {
    const [old, fresh] = [await givenJob(), await givenJob()];
    await givenJob();
    await cancelJob(old.job_id, null, service);
    await cancelJob(fresh.job_id, null, service);
    await db().presentationJob.update({
      where: { id: old.job_id },
      data: { completedAt: new Date(Date.now() - 3 * HOUR_MS) },
    });
    const dry = await cleanUp({ max_age_hours: 2, dry_run: true }, service);
    expect(dry).toMatchObject({ deleted_jobs: 1, max_age_hours: 2 });
    expect(await countJobs(service)).toMatchObject({ cancelled: 2, pending: 1 });
    expect(await cleanUp({ max_age_hours: 2, dry_run: false }, service)).toMatchObject({ deleted_jobs: 1 });
    expect(await countJobs(service)).toMatchObject({ cancelled: 1, pending: 1 });
  });
});

describe("recovering orphans by hand", () => {
  async function givenRunning(startedMinutesAgo: number, leaseEndsInMs: number, retryCount = 0) {
    await givenJob();
    const job = await claimOne();
    await db().presentationJob.update({
      where: { id: job.id },
      data: {
        startedAt: new Date(Date.now() - startedMinutesAgo * 60_000),
        leaseExpiresAt: new Date(Date.now() + leaseEndsInMs),
        retryCount,
      },
    });
    return job.id;
  }

  test("takes back what a lost worker held for that long; a live lease is never touched", async () => {
    const alive = await givenRunning(600, HOUR_MS);
    const young = await givenRunning(10, -1_000);
    const orphan = await givenRunning(45, -1_000);
    const spent = await givenRunning(45, -1_000, 2);
    const expected = { recovered_jobs: 2, requeued_jobs: 1, failed_jobs: 1, timeout_minutes: 30 };
    expect(await recover({ dry_run: true }, service)).toMatchObject(expected);
    expect((await countJobs(service)).running).toBe(4);
    expect(await recover({ dry_run: false }, service)).toMatchObject(expected);
    const states = await Promise.all([alive, young, orphan, spent].map((id) => getJob(id, service)));
    expect(states.map(({ status, error_code }) => [status, error_code])).toEqual([
      ["running", null],
      ["running", null],
      ["pending", null],
      ["failed", "ORPHANED"],
    ]);
  });
});

describe("orders to the queue and its workers", () => {
  test("say who paused, why and until when", async () => {
    const caller = { ...callerWith("operator", "op-1"), email: "ops@example.org" };
    const resume_at = new Date(Date.now() + HOUR_MS).toISOString();
    await pauseAll({ reason: "Upgrade", resume_at }, caller);
    expect(await queueState(service)).toMatchObject({
      paused: true,
      paused_by: "ops@example.org",
      reason: "Upgrade",
      resume_at,
    });
    expect(await resumeAll(caller)).toMatchObject({ paused: false, paused_by: null, reason: null });
    const past = new Date(Date.now() - HOUR_MS).toISOString();
    await expect(pauseAll({ reason: "x", resume_at: past }, caller)).rejects.toMatchObject({ status: 422 });
  });

  test("reach one worker", async () => {
    await registerWorker(db(), { id: "worker-a", host: "here", pid: 1, version: "1", slots: 2 });
    expect(await orderWorker("worker-a", { kind: "pause", resumeAt: undefined }, service)).toMatchObject({
      state: "paused",
      resume_at: null,
    });
    expect(await orderWorker("worker-a", { kind: "drain" }, service)).toMatchObject({ state: "draining" });
    expect(await orderWorker("worker-a", { kind: "resume" }, service)).toMatchObject({ state: "active" });
    await expect(orderWorker("nobody", { kind: "drain" }, service)).rejects.toMatchObject({ status: 404 });
  });
});
