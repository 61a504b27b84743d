/** The numbers by the definitions of docs/statistics.md, over rows whose times the test states. */
import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import type { AlertKind } from "@/lib/contract/alert-rules";
import { jobHealth as healthSchema, jobStatistics as statisticsSchema } from "@/lib/contract/stats";
import { db } from "@/lib/db/client";
import type { JobStatus } from "@/lib/jobs/state";
import { registerWorker } from "@/lib/jobs/workers";
import { about } from "@/lib/testing/about";
import { setUpTestDatabase } from "@/lib/testing/database";
import { callerWith, givenLesson, service } from "@/lib/testing/factories";
import { jobHealth } from "./health";
import { Tally } from "./rollups/tally";
import { jobStatistics } from "./statistics";
import { healthOf, warningsOf } from "./warnings";
import { depthsOf } from "./window";

setUpTestDatabase();
afterEach(() => db().worker.deleteMany());

const MINUTE_MS = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);

type Row = {
  status: JobStatus;
  /** Minutes ago. */
  created: number;
  ended?: number;
  runSeconds?: number;
  waitSeconds?: number;
  userId?: string;
  errorCode?: string;
  style?: string;
};

async function givenRows(rows: readonly Row[]): Promise<string[]> {
  const lessonId = await givenLesson();
  const data = rows.map(
    ({ status, created, ended, runSeconds, waitSeconds = 0, userId, errorCode, style }) => {
      const started = ended === undefined ? null : new Date(ago(ended).getTime() - (runSeconds ?? 0) * 1000);
      return {
        id: randomUUID(),
        lessonId,
        userId: userId ?? null,
        status,
        createdAt: ago(created),
        runAt: started ? new Date(started.getTime() - waitSeconds * 1000) : ago(created),
        startedAt: started,
        completedAt: ended === undefined ? null : ago(ended),
        processingTimeSeconds: runSeconds ?? null,
        errorCode: errorCode ?? null,
        ...(style !== undefined && { style }),
        ...(status === "running" && {
          leaseToken: randomUUID(),
          leaseExpiresAt: new Date(Date.now() + MINUTE_MS),
        }),
      };
    },
  );
  await db().presentationJob.createMany({ data });
  return data.map(({ id }) => id);
}

const givenWorker = () =>
  registerWorker(db(), { id: "worker-a", host: "here", pid: 1, version: "1", slots: 2 });

describe("health", () => {
  test("of an empty queue is healthy, with zeros and nulls", async () => {
    const health = await jobHealth(24, service);
    expect(healthSchema.strict().parse(health)).toEqual(health);
    expect(health).toMatchObject({
      status: "healthy",
      alerts: [],
      total: 0,
      failure_rate: 0,
      recent_total: 0,
      oldest_pending_job_age_minutes: null,
      oldest_pending_job_id: null,
      worker_id: null,
      workers: [],
      user_success_rate: 0,
    });
  });

  test("counts by state now and by what ended within the window", async () => {
    const completed = Array.from(
      { length: 98 },
      (): Row => ({ status: "completed", created: 30, ended: 20 }),
    );
    await givenRows([
      ...completed,
      { status: "failed", created: 30, ended: 20 },
      { status: "timeout", created: 30, ended: 20 },
      { status: "cancelled", created: 30, ended: 20 },
      // Before the window: counted by state only.
      { status: "failed", created: 3_000, ended: 2_990 },
      // Created before the window, ended within.
      { status: "completed", created: 3_000, ended: 5 },
    ]);
    expect(await jobHealth(24, service)).toMatchObject({
      total: 103,
      completed: 99,
      failed: 2,
      timeout: 1,
      cancelled: 1,
      failure_rate: 2.9,
      recent_total: 101,
      recent_completed: 99,
      recent_failed: 2,
      status: "healthy",
    });
    expect((await jobStatistics(24, service)).recent_failure_rate).toBe(2);
  });

  test("is as bad as the alerts that fire, says nothing twice, and tells teachers of none", async () => {
    await givenWorker();
    await givenRows([{ status: "pending", created: 12 }]);
    const fire = (kind: AlertKind, value: number, more: object = {}) =>
      db().alertRule.create({ data: { kind, state: "firing", alertId: `of ${kind}`, value, ...more } });
    await fire("rollup", 11);
    await fire("database_size", 12_000, { snoozedUntil: new Date(Date.now() + 3_600_000) });
    await db().alertRule.create({ data: { kind: "stalled", state: "pending", value: 99 } });
    const waits = { code: "queue_delay", level: "elevated", value: expect.closeTo(12, 0), limit: 10 };
    const rollup = { code: "rollup", level: "elevated", value: 11, limit: 10 };
    expect(await jobHealth(24, service)).toMatchObject({ status: "degraded", reasons: [waits, rollup] });
    await fire("disk_space", 812);
    await fire("no_worker", 3, { severity: "elevated" });
    await fire("queue_delay", 13, { snoozedUntil: new Date(Date.now() - 1_000) });
    const health = await jobHealth(24, service);
    expect(healthSchema.strict().parse(health)).toEqual(health);
    expect(health).toMatchObject({
      status: "critical",
      reasons: [
        { code: "queue_delay", level: "high", value: 13 },
        { code: "disk_space", level: "high", value: 812 },
        { code: "no_worker", level: "elevated", value: null, limit: null },
        rollup,
      ],
      alerts: [
        "The oldest waiting job has been due for 13 minutes",
        "The disk has 812 MB left",
        "No worker is alive while 3 jobs wait",
        "The numbers have not been added up for 11 minutes",
      ],
    });
    const teacher = await jobHealth(24, callerWith("teacher", "nobody-else"));
    expect(teacher).toMatchObject({ status: "healthy", alerts: [], reasons: [] });
  });

  test("names the job that has waited longest, and that nobody works", async () => {
    const [, oldest] = await givenRows([
      { status: "pending", created: 5 },
      { status: "pending", created: 12 },
    ]);
    const deserted = await jobHealth(24, service);
    expect(deserted).toMatchObject({ status: "critical", oldest_pending_job_id: oldest });
    expect(deserted.alerts[0]).toBe("No worker is alive while jobs wait");
    await givenWorker();
    const degraded = await jobHealth(24, service);
    expect(degraded).toMatchObject({ status: "degraded", worker_id: "worker-a", shutdown_requested: false });
    expect(degraded.oldest_pending_job_age_minutes).toBeGreaterThanOrEqual(12);
    expect(degraded.workers).toMatchObject([{ worker_id: "worker-a", state: "active" }]);
    await db().worker.updateMany({ data: { drainingAt: new Date() } });
    expect((await jobHealth(24, service)).shutdown_requested).toBe(true);
  });

  test("shows a teacher their own numbers and nobody else's", async () => {
    await givenWorker();
    await givenRows([
      { status: "completed", created: 9, ended: 8, userId: "t-1", runSeconds: 5 },
      { status: "failed", created: 9, ended: 8, userId: "t-1", errorCode: "llm_timeout" },
      { status: "failed", created: 9, ended: 8, userId: "t-2", errorCode: "job_timeout" },
      { status: "pending", created: 500, userId: "t-2" },
    ]);
    const teacher = callerWith("teacher", "t-1");
    expect(await jobHealth(24, teacher)).toMatchObject({
      total: 2,
      pending: 0,
      oldest_pending_job_id: null,
      workers: [],
      worker_id: null,
      total_user_jobs: 2,
      user_failed_jobs: 1,
      user_success_rate: 50,
      user_failure_rate: 50,
    });
    const statistics = await jobStatistics(24, teacher);
    expect(statistics).toMatchObject({ total: 2, queue_depth_history: expect.any(Array) });
    expect(statistics.errors_by_code).toEqual([{ error_code: "llm_timeout", count: 1 }]);
    // The own two waited for a minute, and a bucket may begin in it; the other's job waits at the end of all.
    expect(statistics.queue_depth_history.at(-1)?.depth).toBe(0);
    expect(await jobHealth(24, callerWith("admin", "t-1"))).toMatchObject({ total: 4, total_user_jobs: 2 });
  });
});

describe("statistics", () => {
  test("of an empty window are zeros and nulls", async () => {
    const statistics = await jobStatistics(1, service);
    expect(statisticsSchema.strict().parse(statistics)).toEqual(statistics);
    const none = { p50: null, p90: null, p95: null, p99: null };
    expect(statistics).toMatchObject({
      avg_processing_time: null,
      wait_time_seconds: none,
      run_time_seconds: none,
      priority_distribution: { urgent: 0, high: 0, normal: 0, low: 0 },
      errors_by_code: [],
      by_style: [],
      recent_failure_rate: 0,
    });
    expect(statistics).not.toHaveProperty("failure_alert");
    expect(statistics.time_series.length).toBeGreaterThanOrEqual(12);
  });

  test("measure run and wait by nearest rank", async () => {
    await givenRows(
      Array.from(
        { length: 100 },
        (_, index): Row => ({
          status: "completed",
          created: 60,
          ended: 10,
          runSeconds: index + 1,
          waitSeconds: 2 * (index + 1),
        }),
      ),
    );
    const statistics = await jobStatistics(24, service);
    expect(statistics.run_time_seconds).toEqual(about({ p50: 50, p90: 90, p95: 95, p99: 99 }));
    expect(statistics.wait_time_seconds).toEqual(about({ p50: 100, p90: 180, p95: 190, p99: 198 }));
    expect(statistics.avg_processing_time).toBe(50.5);
    await givenRows([{ status: "completed", created: 4, ended: 3, runSeconds: 7 }]);
    await db().presentationJob.deleteMany({ where: { processingTimeSeconds: { not: 7 } } });
    // Their rows are gone, their history is not; the one that is left is not among the longest.
    expect((await jobStatistics(24, service)).run_time_seconds.p99).toBeCloseTo(99, -1);
  });

  test("group errors and styles, and spread what happened over the window", async () => {
    await givenRows([
      { status: "completed", created: 125, ended: 5, runSeconds: 4, style: "high-contrast" },
      { status: "failed", created: 125, ended: 65, errorCode: "llm_timeout" },
      { status: "failed", created: 125, ended: 65, errorCode: "llm_timeout" },
      { status: "timeout", created: 125, ended: 65, errorCode: "job_timeout" },
      { status: "cancelled", created: 125, ended: 65, errorCode: "CANCELLED" },
      { status: "running", created: 125 },
      { status: "pending", created: 125 },
    ]);
    const statistics = await jobStatistics(6, service);
    expect(statistics.errors_by_code).toEqual([
      { error_code: "llm_timeout", count: 2 },
      { error_code: "job_timeout", count: 1 },
    ]);
    expect(statistics.by_style).toEqual([
      { style: "default", total: 4, completed: 0, failed: 3, avg_processing_time: null },
      { style: "high-contrast", total: 1, completed: 1, failed: 0, avg_processing_time: 4 },
    ]);
    const sum = (key: "created" | "completed" | "failed" | "cancelled") =>
      statistics.time_series.reduce((total, bucket) => total + bucket[key], 0);
    expect([sum("created"), sum("completed"), sum("failed"), sum("cancelled")]).toEqual([7, 1, 3, 1]);
    const depths = statistics.queue_depth_history.map(({ depth }) => depth);
    expect([depths[0], Math.max(...depths), depths.at(-1)]).toEqual([0, 7, 2]);
    expect(statistics.priority_distribution).toEqual({ urgent: 0, high: 0, normal: 2, low: 0 });
  });

  test.each([1, 2, 6, 24, 72, 168])("fit every window (%i h)", async (hours) => {
    const { time_series, bucket_minutes, queue_depth_history } = await jobStatistics(hours, service);
    expect((time_series.length - 1) * bucket_minutes).toBeGreaterThanOrEqual(hours * 60 - bucket_minutes);
    expect(time_series.length).toBeLessThanOrEqual(30);
    expect(queue_depth_history).toHaveLength(time_series.length);
  });
});

describe("warnings", () => {
  test.each([
    [{ failureRate: 10, averageSeconds: 120, oldestPendingMinutes: 10 }, "healthy", 0],
    [{ failureRate: 10.1, averageSeconds: null, oldestPendingMinutes: null }, "degraded", 1],
    [{ failureRate: 0, averageSeconds: 121, oldestPendingMinutes: 11 }, "degraded", 2],
    [{ failureRate: 20, averageSeconds: 300, oldestPendingMinutes: 30 }, "degraded", 3],
    [{ failureRate: 20.1, averageSeconds: null, oldestPendingMinutes: null }, "critical", 1],
    [{ failureRate: 0, averageSeconds: 301, oldestPendingMinutes: null }, "critical", 1],
    [{ failureRate: 0, averageSeconds: null, oldestPendingMinutes: 31 }, "critical", 1],
  ] as const)("hold beyond their thresholds (%j: %s)", (measured, health, count) => {
    const all = Object.values(warningsOf(measured));
    expect(healthOf(all)).toBe(health);
    expect(all.filter((warning) => warning !== null)).toHaveLength(count);
  });

  test("a depth is told backwards from the end", () => {
    const bucket = (created: number, ended: number, deleted: number) => {
      const tally = new Tally();
      tally.created = created;
      tally.outcomes.add("completed", ended);
      tally.outcomes.add("deleted", deleted);
      return tally;
    };
    expect(depthsOf([bucket(5, 1, 0), bucket(2, 3, 1)], 2)).toEqual([4, 2]);
  });
});
