/** What callers and administrators may do to jobs beyond cancelling and retrying. */
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { absoluteExportPath } from "@/lib/decks/files/paths";
import { keepDeckFiles, writeDeckFiles } from "@/lib/decks/files/write-files";
import { countJobs } from "@/lib/stats/counts";
import { setUpTestDatabase } from "@/lib/testing/database";
import { callerWith, givenJob, givenLesson, service } from "@/lib/testing/factories";
import { bulkAct } from "./bulk-request";
import { deleteJob } from "./delete-job";
import { patchJob } from "./patch-job";
import { getJob } from "./read";
import { listWorkers, orderWorker, pauseAll, queueState, resumeAll, shownPause } from "./steer";
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
  const files = await writeDeckFiles(presentationId, [
    { format: "json", bytes: new TextEncoder().encode(presentationId) },
  ]);
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
  await keepDeckFiles(presentationId);
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
    expect(await shownPause(caller)).toMatchObject({
      by: "ops@example.org",
      reason: "Upgrade",
      resumeAt: resume_at,
    });
    expect(await shownPause(callerWith("teacher", "t-1"))).toMatchObject({ by: null, reason: "Upgrade" });
    expect(await resumeAll(caller)).toMatchObject({ paused: false, paused_by: null, reason: null });
    expect(await shownPause(caller)).toBeNull();
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

  test("keep who gave them and why until the worker goes on", async () => {
    const caller = { ...callerWith("operator", "op-1"), email: "ops@example.org" };
    await registerWorker(db(), { id: "worker-a", host: "here", pid: 1, version: "1", slots: 2 });
    const told = { ordered_by: "ops@example.org", reason: "New disk" };
    const resumeAt = new Date(Date.now() + HOUR_MS).toISOString();
    expect(
      await orderWorker("worker-a", { kind: "pause", resumeAt, reason: "New disk" }, caller),
    ).toMatchObject(told);
    // A pause that is over holds nobody back, and so names nobody.
    await db().worker.updateMany({ data: { resumeAt: new Date(Date.now() - 1_000) } });
    const [worker] = await listWorkers({ include_dead: false }, service);
    expect(worker).toMatchObject({ state: "active", ordered_by: null, reason: null });
    expect(await orderWorker("worker-a", { kind: "drain", reason: "New disk" }, caller)).toMatchObject(told);
    expect(await orderWorker("worker-a", { kind: "resume" }, caller)).toMatchObject({
      ordered_by: null,
      reason: null,
    });
  });
});

describe("the list of workers", () => {
  const dead = { heartbeatAt: new Date(Date.now() - 10 * 60_000) };

  test("names the jobs that each holds, the dead on request, and nothing for a teacher", async () => {
    await registerWorker(db(), { id: "worker-a", host: "here", pid: 1, version: "1", slots: 2 });
    await registerWorker(db(), { id: "worker-b", host: "there", pid: 2, version: "1", slots: 2 });
    await givenJob();
    const held = await claimOne();
    await givenJob();
    const seen = async (include_dead: boolean) =>
      (await listWorkers({ include_dead }, service)).map(({ worker_id, state, jobs }) => [
        worker_id,
        state,
        jobs.map(({ job_id }) => job_id),
      ]);
    expect(await seen(false)).toEqual([
      ["worker-a", "active", [held.id]],
      ["worker-b", "active", []],
    ]);
    await db().worker.update({ where: { id: "worker-a" }, data: dead });
    expect(await seen(false)).toEqual([["worker-b", "active", []]]);
    expect(await seen(true)).toEqual([
      ["worker-a", "dead", [held.id]],
      ["worker-b", "active", []],
    ]);
    expect(await listWorkers({ include_dead: true }, callerWith("teacher"))).toEqual([]);
    await expect(orderWorker("worker-a", { kind: "pause" }, service)).rejects.toMatchObject({ status: 404 });
  });
});
