/** The worker as a whole: real database, real threads. */
import { readdir, readFile } from "node:fs/promises";
import { afterEach, describe, expect, test } from "vitest";
import { config } from "@/lib/config";
import type { Job } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { absoluteExportPath, exportsFolder, sha256Of } from "@/lib/decks/files/paths";
import { cancelJob } from "@/lib/jobs/cancel";
import { watches } from "@/lib/jobs/job-watch";
import { getJob, listAttempts } from "@/lib/jobs/read";
import { logger } from "@/lib/log";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob, givenLesson, service } from "@/lib/testing/factories";
import { Worker } from "./worker";

setUpTestDatabase({ WORKER_CONCURRENCY: "2", RETRY_DELAYS: "0", JOB_LEASE_SECONDS: "3" });

const threadEntry = new URL("./fixtures/thread-modes.ts", import.meta.url);
let worker: Worker | null = null;

async function startWorker(): Promise<Worker> {
  worker = new Worker(db(), config(), logger("worker"), { version: "test", threadEntry });
  await worker.start();
  return worker;
}

afterEach(async () => {
  await worker?.stop();
  worker = null;
});

/** Resolves with the job as soon as it fits; a hanging test is ended by vitest. */
function jobWhen(jobId: string, fits: (job: Job) => boolean): Promise<Job> {
  return new Promise((resolve, reject) => {
    const look = () => {
      getJob(jobId, service).then((job) => {
        if (!fits(job)) return;
        stop();
        resolve(job);
      }, reject);
    };
    const stop = watches().jobs.watch(jobId, look);
    look();
  });
}
const isFinal = (job: Job) => job.completed_at !== null;
const exportFolders = () => readdir(exportsFolder(), { recursive: true }).catch(() => []);

async function givenTroubleJob(
  title: string,
  input: { timeout_seconds?: number; max_retries?: number } = {},
) {
  return givenJob({ lesson_id: await givenLesson({ title }), ...input });
}

describe("a worker", { timeout: 30_000 }, () => {
  test("makes a deck with all its files and reports the stages", async () => {
    const { job_id } = await givenJob({ use_llm_polish: true });
    await startWorker();
    const job = await jobWhen(job_id, isFinal);
    expect(job).toMatchObject({ status: "completed", progress: 100, error_code: null });
    expect(job.message).toContain("no language model is configured");
    expect(job.detailed_progress.stages.map((stage) => [stage.name, stage.status])).toEqual([
      ["parse", "completed"],
      ["outline", "completed"],
      // Nothing was polished, and the message says why.
      ["polish", "skipped"],
      ["render", "completed"],
      ["publish", "completed"],
    ]);
    const files = await db().exportFile.findMany({ where: { presentationId: job.presentation_id ?? "" } });
    expect(files.map((file) => file.format).sort()).toEqual(["handout", "json", "markdown", "pdf", "pptx"]);
    expect(files.every((file) => file.sizeBytes > 0)).toBe(true);
    for (const { path: relative, sha256 } of files)
      expect(sha256Of(await readFile(absoluteExportPath(relative)))).toBe(sha256);
  });

  test("ends work that ignores its deadline, and the job times out", async () => {
    const looping = await givenTroubleJob("loops for ever", { timeout_seconds: 1, max_retries: 0 });
    const waiting = await givenTroubleJob("never answers", { timeout_seconds: 1, max_retries: 1 });
    await startWorker();
    expect(await jobWhen(looping.job_id, isFinal)).toMatchObject({
      status: "timeout",
      error_code: "job_timeout",
    });
    expect(await jobWhen(waiting.job_id, isFinal)).toMatchObject({ status: "timeout", retry_count: 1 });
    expect((await listAttempts(waiting.job_id, service)).map((attempt) => attempt.outcome)).toEqual([
      "timeout",
      "timeout",
    ]);
  });

  test("survives crashing work: the job ends as POISON, others flow", async () => {
    const crashing = await givenTroubleJob("crashes", { max_retries: 1 });
    const hungry = await givenTroubleJob("eats memory", { max_retries: 0 });
    const good = await givenJob();
    await startWorker();
    expect(await jobWhen(crashing.job_id, isFinal)).toMatchObject({
      status: "failed",
      error_code: "POISON",
      retry_count: 1,
    });
    expect(await jobWhen(hungry.job_id, isFinal)).toMatchObject({ status: "failed", error_code: "POISON" });
    expect(await jobWhen(good.job_id, isFinal)).toMatchObject({ status: "completed" });
  });

  test("stops a job that is cancelled while it runs, and nothing of it is published", async () => {
    const { job_id } = await givenTroubleJob("never answers", { timeout_seconds: 300 });
    const before = await exportFolders();
    const running = await startWorker();
    await jobWhen(job_id, (job) => job.detailed_progress.stage === "parse");
    await cancelJob(job_id, "Not needed", service);
    await running.stop();
    worker = null;
    expect(await getJob(job_id, service)).toMatchObject({
      status: "cancelled",
      message: "Not needed",
      presentation_id: null,
    });
    expect(await db().presentation.count()).toBe(0);
    expect(await exportFolders()).toEqual(before);
  });

  test("gives back what it cannot finish when it is stopped, without spending a retry", async () => {
    const { job_id } = await givenTroubleJob("never answers", { timeout_seconds: 300 });
    const running = await startWorker();
    await jobWhen(job_id, (job) => job.status === "running");
    await running.stop();
    worker = null;
    expect(await getJob(job_id, service)).toMatchObject({ status: "pending", retry_count: 0 });
    expect(await db().worker.count()).toBe(0);
  });

  test("starts a job when its time has come", async () => {
    const { job_id } = await givenJob({ run_at: new Date(Date.now() + 700).toISOString() });
    await startWorker();
    const job = await jobWhen(job_id, isFinal);
    expect(Date.parse(job.started_at ?? "")).toBeGreaterThanOrEqual(Date.parse(job.run_at));
  });
});
