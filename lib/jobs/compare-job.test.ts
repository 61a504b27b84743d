import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { databaseKind, setUpTestDatabase } from "@/lib/testing/database";
import { callerWith, givenJob, givenLesson, service } from "@/lib/testing/factories";
import { COMPARED_JOBS, compareJob, recentOfStyle } from "./compare-job";

setUpTestDatabase();

const T0 = Date.UTC(2026, 0, 1);

/** Completed jobs: the n-th ended n minutes after the first, waited and ran as told. */
async function givenCompleted(
  count: number,
  { userId = null as string | null, style = "default", waitMs = 1000, runMs = 2000, name = "done" } = {},
): Promise<void> {
  const lessonId = await givenLesson({ ...(userId !== null && { userId }) });
  await db().presentationJob.createMany({
    data: Array.from({ length: count }, (_, index) => {
      const startedAt = T0 + index * 60_000;
      return {
        id: `${name}-${index}`,
        lessonId,
        userId,
        style,
        status: "completed",
        createdAt: new Date(startedAt - waitMs),
        runAt: new Date(startedAt - waitMs),
        startedAt: new Date(startedAt),
        completedAt: new Date(startedAt + runMs),
        processingTimeSeconds: runMs / 1000,
      };
    }),
  });
}

describe("a job among others of its kind", () => {
  test("is held against the last 60 completed of its style, itself left out", async () => {
    await givenCompleted(10, { name: "older", runMs: 500_000 });
    await db().presentationJob.updateMany({ data: { completedAt: new Date(T0 - 3_600_000) } });
    await givenCompleted(61, { runMs: 2000 });
    await givenCompleted(30, { name: "other", style: "high-contrast", runMs: 9000 });
    expect(await compareJob("done-60", service)).toEqual({
      job_id: "done-60",
      style: "default",
      sample_size: COMPARED_JOBS,
      wait: expect.objectContaining({ seconds: 1, median: 1, p95: 1, is_unusual: false, is_growing: false }),
      run: expect.objectContaining({ seconds: 2, median: 2, p95: 2, longer_than_percent: 0 }),
    });
    expect((await compareJob("other-0", service)).sample_size).toBe(29);
    // Two of them failed after all: two of the older ones take their places.
    await db().presentationJob.updateMany({
      where: { id: { in: ["done-0", "done-1"] } },
      data: { status: "failed" },
    });
    const { run } = await compareJob("done-60", service);
    expect(run.others.filter((seconds) => seconds === 500)).toHaveLength(2);
  });

  test("that failed after long is unusual", async () => {
    await givenCompleted(30);
    await givenCompleted(1, { name: "slow", waitMs: 50, runMs: 60_000 });
    await db().presentationJob.update({ where: { id: "slow-0" }, data: { status: "failed" } });
    const { wait, run } = await compareJob("slow-0", service);
    expect(run).toMatchObject({ seconds: 60, longer_than_percent: 100, is_unusual: true });
    expect(wait).toMatchObject({ seconds: 0.05, longer_than_percent: 0, is_unusual: false });
  });

  test("is measured while it waits and while it runs, by the database's clock", async () => {
    await givenCompleted(20);
    const { job_id } = await givenJob();
    const at = (ms: number) => sql.at(Prisma.sql`${Date.now() + ms}`);
    await db().$executeRaw`UPDATE presentation_jobs SET run_at = ${at(-90_000)} WHERE id = ${job_id}`;
    const waiting = await compareJob(job_id, service);
    expect(waiting.wait).toMatchObject({ is_growing: true, is_unusual: true });
    expect(waiting.wait.seconds).toBeGreaterThanOrEqual(89);
    expect(waiting.run).toMatchObject({ seconds: null, longer_than_percent: null, is_unusual: null });

    await db()
      .$executeRaw`UPDATE presentation_jobs SET status = 'running', lease_token = 'token', lease_expires_at = ${at(60_000)},
      started_at = ${at(-30_000)} WHERE id = ${job_id}`;
    const running = await compareJob(job_id, service);
    expect(running.run).toMatchObject({ is_growing: true, is_unusual: true });
    expect(running.run.seconds).toBeGreaterThanOrEqual(29);
    expect(running.wait.is_growing).toBe(false);
    expect(Math.round(running.wait.seconds ?? 0)).toBe(60);
  });

  test("that is not due yet does not wait, and alone has nothing to be held against", async () => {
    const { job_id } = await givenJob({ run_at: new Date(Date.now() + 3_600_000).toISOString() });
    expect(await compareJob(job_id, service)).toMatchObject({
      sample_size: 0,
      wait: { seconds: 0, median: null, p95: null, longer_than_percent: null, is_unusual: null, others: [] },
      run: { seconds: null },
    });
  });

  test("of a teacher is held against that teacher's own", async () => {
    await givenCompleted(5, { name: "own", userId: "teacher-1" });
    await givenCompleted(40, { name: "foreign", userId: "teacher-2" });
    const teacher = callerWith("teacher", "teacher-1");
    expect((await compareJob("own-0", teacher)).sample_size).toBe(4);
    expect((await compareJob("own-0", service)).sample_size).toBe(44);
    await expect(compareJob("foreign-0", teacher)).rejects.toMatchObject({ code: "job_access_denied" });
    await expect(compareJob("nowhere", teacher)).rejects.toMatchObject({ code: "job_not_found" });
  });
});

test("the others are handed over by an index, however many jobs there are", { timeout: 60_000 }, async () => {
  const lesson = await givenLesson();
  const time = sql.at(Prisma.sql`(1760000000000 + i * 1000)`);
  await db().$executeRaw`
    INSERT INTO presentation_jobs (id, lesson_id, user_id, status, created_at, run_at, started_at, completed_at, processing_time_seconds)
    SELECT 'job-' || i, ${lesson}, 'teacher-' || (i % 500), 'completed', ${time}, ${time}, ${time}, ${time}, 1 FROM (
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) SELECT i FROM n) AS numbers`;
  if (databaseKind === "postgres") await db().$executeRawUnsafe("ANALYZE presentation_jobs");
  const explain = databaseKind === "postgres" ? Prisma.sql`EXPLAIN` : Prisma.sql`EXPLAIN QUERY PLAN`;
  for (const [owner, index] of [
    [null, "idx_jobs_completed"],
    ["teacher-1", "idx_jobs_user_status"],
  ] as const) {
    const select = recentOfStyle({ id: "job-1", style: "high-contrast" }, owner);
    const steps = await db().$queryRaw<Record<string, string>[]>(Prisma.sql`${explain} ${select}`);
    const plan = steps.map((step) => step.detail ?? step["QUERY PLAN"]).join("\n");
    expect(plan, String(owner)).toContain(index);
    expect(plan, String(owner)).not.toContain("Seq Scan");
    expect(await db().$queryRaw(select)).toEqual([]);
  }
});
