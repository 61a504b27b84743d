/** What a waiting job is told: its place in the queue, and when it will start. */
import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { generateInput } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { callerWith, givenJob, givenLesson, service } from "@/lib/testing/factories";
import { enqueueJob, enqueueJobs } from "./enqueue";
import { listJobs } from "./list/list-jobs";
import { queueOutlook, readPace } from "./queue-outlook";
import { getJob, getJobRow } from "./read";
import { jobPriorities } from "./state";
import { claimJobs } from "./store/claim-jobs";
import { drainWorker, pauseQueue, pauseWorker, resumeQueue, resumeWorker } from "./store/control";
import { registerWorker } from "./workers";

setUpTestDatabase();

const MINUTE_MS = 60_000;
const later = (ms: number) => new Date(Date.now() + ms).toISOString();
const placeOf = async (jobId: string) => (await getJob(jobId, service)).queue_position;
const startOf = async (jobId: string) => (await getJob(jobId, service)).estimated_start_seconds;
const claim = (limit: number) =>
  db().$transaction((tx) => claimJobs(tx, { workerId: "worker-a", limit, leaseMs: MINUTE_MS }));

/** Jobs of one lesson that were queued in this order. */
async function givenQueue(...priorities: ("urgent" | "high" | "normal" | "low")[]): Promise<string[]> {
  const lesson_id = await givenLesson();
  const ids: string[] = [];
  for (const [index, priority] of priorities.entries()) {
    const { job_id } = await givenJob({ lesson_id, priority });
    // A millisecond may hold two of them; these are seconds apart.
    const createdAt = new Date(Date.now() - (priorities.length - index) * 1000);
    await db().presentationJob.update({ where: { id: job_id }, data: { createdAt } });
    ids.push(job_id);
  }
  return ids;
}

describe("the place in the queue", () => {
  test("is the same in a list, with what waits for its time, and none for what does not wait", async () => {
    const ids = await givenQueue("low", "normal", "urgent", "normal");
    await claim(1);
    const { job_id: delayed } = await givenJob({ run_at: later(MINUTE_MS) });
    const { jobs } = await listJobs({ include_finished: true, limit: 20 }, service);
    expect(jobs).toHaveLength(ids.length + 1);
    for (const { job_id, queue_position, estimated_start_seconds } of jobs) {
      expect(queue_position).toBe(await placeOf(job_id));
      if (job_id !== delayed) expect(estimated_start_seconds).toBe(await startOf(job_id));
    }
    expect(jobs.map(({ queue_position }) => queue_position).filter((place) => place !== null)).toHaveLength(
      ids.length,
    );
  });

  test("counts the more urgent jobs, and of equals the older ones", async () => {
    const ids = await givenQueue("low", "normal", "urgent", "normal", "high");
    expect(await Promise.all(ids.map(placeOf))).toEqual([5, 3, 1, 4, 2]);
    expect((await claim(5)).map((job) => ids.indexOf(job.id))).toEqual([2, 4, 1, 3, 0]);
  });

  test("moves up when a job ahead starts, and is none for a job that runs", async () => {
    const [first = "", second = ""] = await givenQueue("normal", "normal");
    await claim(1);
    expect([await placeOf(first), await placeOf(second)]).toEqual([null, 1]);
  });

  test("is that of the claims also among jobs of one instant", async () => {
    const lesson_id = await givenLesson();
    const inputs = Array.from({ length: 12 }, () => generateInput.parse({ lesson_id }));
    await enqueueJobs(inputs, service);
    await db().presentationJob.updateMany({ data: { createdAt: new Date(Date.now() - 1000) } });
    const places = new Map<string, number | null>();
    for (const { id } of await db().presentationJob.findMany()) places.set(id, await placeOf(id));
    const claimed = [...(await claim(5)), ...(await claim(7))];
    expect(claimed.map((job) => places.get(job.id))).toEqual(inputs.map((_input, index) => index + 1));
  });

  test("is told to each of many that ask at once as if it had asked alone", async () => {
    const lesson_id = await givenLesson();
    await givenJob({ lesson_id, priority: "high" });
    const asked = Array.from({ length: 12 }, (_job, index) => ({
      lesson_id,
      priority: jobPriorities[index % 4],
      run_at: index % 3 === 0 ? later(MINUTE_MS) : undefined,
    }));
    const jobs = await Promise.all(asked.map((input) => enqueueJob(generateInput.parse(input), service)));
    expect(jobs.map((job) => job.queue_position)).toEqual(
      await Promise.all(jobs.map((job) => placeOf(job.job_id))),
    );
  });

  test("is not taken by a job whose own time comes later", async () => {
    const { job_id: delayed, lesson_id } = await givenJob({ priority: "urgent", run_at: later(MINUTE_MS) });
    const { job_id } = await givenJob({ lesson_id });
    expect(await placeOf(job_id)).toBe(1);
    // What is queued now will be gone or still ahead by then, but it is not more urgent.
    expect(await placeOf(delayed)).toBe(1);
  });
});

describe("the start that a job may expect", () => {
  const worker = { id: randomUUID(), host: "here", pid: 1, version: "1", slots: 2 };

  test("is told once somebody works: at once for the first jobs, later the longer the queue", async () => {
    const ids = await givenQueue("normal", "normal", "normal", "normal", "normal");
    expect(await startOf(ids[0] ?? "")).toBeNull();
    await registerWorker(db(), worker);
    // How fast the queue moves is remembered for a moment.
    await expect.poll(() => startOf(ids[0] ?? ""), { timeout: 20_000 }).toBe(0);
    expect(await startOf(ids[1] ?? "")).toBe(0);
    const third = (await startOf(ids[2] ?? "")) ?? 0;
    expect(third).toBeGreaterThan(0);
    expect(await startOf(ids[4] ?? "")).toBeGreaterThan(third);
  });

  test("counts the slots that are busy, and none of a worker that drains or is paused, nor of a paused queue", async () => {
    const at = (jobId: string) => async () => {
      const row = await getJobRow(jobId, service);
      return queueOutlook(db(), row, await readPace(db()));
    };
    await registerWorker(db(), worker);
    const ids = await givenQueue("normal", "normal", "normal", "normal");
    const outlook = at(ids[3] ?? "");
    await db().$transaction((tx) => claimJobs(tx, { workerId: worker.id, limit: 1, leaseMs: MINUTE_MS }));
    // One slot is free for the first of three: the last one waits until both have come free, which takes a job's time.
    expect(await at(ids[1] ?? "")()).toEqual({ position: 1, startsInSeconds: 0 });
    expect(await outlook()).toEqual({ position: 3, startsInSeconds: 1 });
    await db().$transaction((tx) => claimJobs(tx, { workerId: worker.id, limit: 1, leaseMs: MINUTE_MS }));
    expect(await outlook()).toEqual({ position: 2, startsInSeconds: 1 });
    await registerWorker(db(), { ...worker, id: "drains" });
    expect(await outlook()).toEqual({ position: 2, startsInSeconds: 0 });
    await drainWorker(db(), "drains");
    expect(await outlook()).toEqual({ position: 2, startsInSeconds: 1 });

    await pauseQueue(db(), { reason: "Upgrade", by: "admin", resumeAtMs: null });
    expect(await outlook()).toEqual({ position: 2, startsInSeconds: null });
    await resumeQueue(db());
    await pauseWorker(db(), worker.id, null);
    expect(await outlook()).toEqual({ position: 2, startsInSeconds: null });
    await resumeWorker(db(), worker.id);
    expect(await outlook()).toEqual({ position: 2, startsInSeconds: 1 });
  });

  test("is not before the job's own time", async () => {
    await registerWorker(db(), worker);
    const { job_id } = await givenJob({ run_at: later(MINUTE_MS) });
    await expect.poll(() => startOf(job_id), { timeout: 20_000 }).toBeGreaterThan(30);
    expect(await startOf(job_id)).toBeLessThanOrEqual(60);
  });
});

test("a job for a lesson that is not there, or another's, is refused", async () => {
  const input = (lesson_id: string) => generateInput.parse({ lesson_id });
  await expect(enqueueJob(input("nowhere"), service)).rejects.toMatchObject({ code: "lesson_not_found" });
  const lesson = await givenLesson({ userId: "teacher-1" });
  const stranger = callerWith("teacher", "teacher-2");
  await expect(enqueueJob(input(lesson), stranger)).rejects.toMatchObject({ code: "lesson_access_denied" });
  expect(await db().presentationJob.count()).toBe(0);
});
