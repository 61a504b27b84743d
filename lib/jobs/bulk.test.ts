import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { generateInput } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { countJobs } from "@/lib/stats/counts";
import { setUpTestDatabase } from "@/lib/testing/database";
import { callerWith, givenJob, givenLesson, service } from "@/lib/testing/factories";
import { actOnIds, actOnMatching, type BulkAction } from "./bulk";
import { cancelJob } from "./cancel";
import { enqueueJobs } from "./enqueue";
import type { JobFilter } from "./job-filter";
import { getJob } from "./read";

setUpTestDatabase();

const cancel: BulkAction = { kind: "cancel", reason: "Clean-up" };
const everything: JobFilter = { include_finished: true };
const inputs = (lesson_id: string, count: number) =>
  Array.from({ length: count }, () => generateInput.parse({ lesson_id }));

async function actOnAll(action: BulkAction, filter: JobFilter) {
  const steps = [];
  for await (const step of actOnMatching(action, filter, service)) steps.push(step);
  return steps;
}

describe("bulk enqueue", () => {
  test("answers for each, in order, and stores what can be stored", async () => {
    const lesson = await givenLesson();
    const ids = await enqueueJobs(
      [...inputs(lesson, 2), ...inputs("nowhere", 1), ...inputs(lesson, 1)],
      service,
    );
    expect(ids.map((id) => id !== null)).toEqual([true, true, false, true]);
    expect((await countJobs(service)).pending).toBe(3);
  });

  test("takes more than one batch", async () => {
    const ids = await enqueueJobs(inputs(await givenLesson(), 1_200), service);
    expect(new Set(ids).size).toBe(1_200);
    expect((await countJobs(service)).pending).toBe(1_200);
  });
});

describe("acting on ids", () => {
  test("answers for each why it was refused", async () => {
    const mine = await givenLesson({ userId: "teacher-1" });
    const [open, ended] = [await givenJob({ lesson_id: mine }), await givenJob({ lesson_id: mine })];
    const foreign = await givenJob({ lesson_id: await givenLesson({ userId: "teacher-2" }) });
    await cancelJob(ended.job_id, null, service);
    const missing = randomUUID();
    const ids = [open.job_id, ended.job_id, foreign.job_id, missing, open.job_id];
    expect(await actOnIds(cancel, ids, callerWith("teacher", "teacher-1"))).toEqual({
      done: [open.job_id],
      refused: [
        { jobId: ended.job_id, error: "Job cannot be cancelled" },
        { jobId: foreign.job_id, error: "Access denied" },
        { jobId: missing, error: "Job not found" },
      ],
    });
    expect(await getJob(open.job_id, service)).toMatchObject({ status: "cancelled", message: "Clean-up" });
    expect(await getJob(foreign.job_id, service)).toMatchObject({ status: "pending" });
  });

  test("refuses none when all could be done", async () => {
    const jobs = [await givenJob(), await givenJob()].map((job) => job.job_id);
    expect(await actOnIds(cancel, jobs, service)).toEqual({ done: jobs, refused: [] });
  });

  test("deletes ended jobs with their history, never active ones", async () => {
    const [ended, open] = [await givenJob(), await givenJob()];
    await cancelJob(ended.job_id, null, service);
    expect(await actOnIds({ kind: "delete" }, [ended.job_id, open.job_id], service)).toEqual({
      done: [ended.job_id],
      refused: [{ jobId: open.job_id, error: "Job cannot be deleted" }],
    });
    await expect(getJob(ended.job_id, service)).rejects.toMatchObject({ code: "job_not_found" });
  });
});

describe("acting on all that match", () => {
  test("goes through every batch and leaves the others alone", async () => {
    const [lesson, other] = [await givenLesson(), await givenLesson()];
    await enqueueJobs([...inputs(lesson, 1_100), ...inputs(other, 3)], service);
    const steps = await actOnAll(cancel, { ...everything, lesson_id: lesson });
    expect(steps.at(-1)).toMatchObject({ seen: 1_100, done: 1_100 });
    expect(steps.length).toBe(3);
    expect(await countJobs(service)).toMatchObject({ cancelled: 1_100, pending: 3 });
    expect(
      await actOnAll({ kind: "retry", force: false }, { ...everything, status: ["cancelled"] }),
    ).toHaveLength(3);
    expect(await countJobs(service)).toMatchObject({ cancelled: 0, pending: 1_103 });
  });

  test("can be aborted after a batch, and what is done stays done", async () => {
    await enqueueJobs(inputs(await givenLesson(), 700), service);
    for await (const { done } of actOnMatching(cancel, everything, service)) {
      expect(done).toBe(500);
      break;
    }
    expect(await countJobs(service)).toMatchObject({ cancelled: 500, pending: 200 });
    expect(await db().jobAttempt.count()).toBe(0);
  });
});
