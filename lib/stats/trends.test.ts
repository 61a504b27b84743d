/** Trends and failure groups by the definitions of docs/statistics.md, over rows whose times the test states. */
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { failureGroups, trendsQuery, jobTrends as trendsSchema } from "@/lib/contract/stats";
import { db } from "@/lib/db/client";
import type { JobPriority, JobStatus } from "@/lib/jobs/state";
import { about } from "@/lib/testing/about";
import { setUpTestDatabase } from "@/lib/testing/database";
import { callerWith, givenLesson, service } from "@/lib/testing/factories";
import { readFailureGroups } from "./failures";
import { readTrends } from "./trends";

setUpTestDatabase();

const day = (time: string) => new Date(`2026-01-05T${time}Z`);
/** Two hours in the past, in buckets of 5 minutes. */
const morning = { from: "2026-01-05T08:00:00Z", to: "2026-01-05T10:00:00Z" };

type Row = {
  status: JobStatus;
  created: string;
  due?: string;
  ended?: string;
  wait?: number;
  run?: number;
  priority?: JobPriority;
  style?: string;
  errorCode?: string;
  errorMessage?: string;
  userId?: string;
};

async function givenRows(rows: readonly Row[]): Promise<string[]> {
  const lessonId = await givenLesson();
  const data = rows.map(({ created, ended, due, wait = 1, run = 2, ...row }) => {
    const started = ended ? new Date(day(ended).getTime() - run * 1000) : null;
    return {
      id: randomUUID(),
      lessonId,
      createdAt: day(created),
      runAt: started ? new Date(started.getTime() - wait * 1000) : due ? new Date(due) : day(created),
      startedAt: started,
      completedAt: ended ? day(ended) : null,
      processingTimeSeconds: ended ? run : null,
      ...row,
    };
  });
  await db().presentationJob.createMany({ data });
  return data.map(({ id }) => id);
}

test("trends of nothing are zeros, nulls and empty buckets", async () => {
  const trends = await readTrends(morning, service);
  expect(trendsSchema.strict().parse(trends)).toEqual(trends);
  expect(trends.buckets).toHaveLength(24);
  expect(trends.total).toMatchObject({ created: 0, failure_rate: null, run_seconds: { p50: null } });
  expect(trends.by_hour.map(({ start }) => start)).toEqual([
    "2026-01-05T08:00:00.000Z",
    "2026-01-05T09:00:00.000Z",
  ]);
  expect(trends.by_priority.map(({ priority }) => priority)).toEqual(["urgent", "high", "normal", "low"]);
});

test("trends count each job in the bucket of its creation and in that of its end", async () => {
  await givenRows([
    { status: "completed", created: "08:01:00", ended: "08:06:00", wait: 3, run: 4 },
    { status: "completed", created: "08:02:00", ended: "08:09:59.999", wait: 5, run: 6, priority: "high" },
    { status: "failed", created: "08:02:00", ended: "09:00:00", errorCode: "llm_timeout" },
    { status: "timeout", created: "08:02:00", ended: "09:04:00", errorCode: "job_timeout" },
    {
      status: "failed",
      created: "08:02:00",
      ended: "08:06:00",
      errorCode: "llm_timeout",
      style: "high-contrast",
    },
    { status: "cancelled", created: "08:30:00", ended: "08:31:00", errorCode: "CANCELLED" },
    { status: "pending", created: "09:59:00" },
    { status: "pending", created: "09:59:30", due: "2099-01-01T00:00:00Z" },
    // At the end of the window: no part of it.
    { status: "completed", created: "10:00:00", ended: "10:00:00" },
    // Before the window: the period before.
    { status: "completed", created: "06:30:00", ended: "07:59:59", run: 9 },
    { status: "failed", created: "05:00:00", ended: "06:00:00", errorCode: "POISON" },
    // Before that one.
    { status: "completed", created: "05:00:00", ended: "05:59:59" },
  ]);
  const trends = await readTrends(morning, service);
  expect(trends.total).toEqual({
    ...{ created: 8, completed: 2, failed: 2, timeout: 1, cancelled: 1, failure_rate: 60 },
    wait_seconds: about({ p50: 3, p95: 5, p99: 5 }),
    run_seconds: about({ p50: 4, p95: 6, p99: 6 }),
  });
  expect(trends.previous).toMatchObject({ created: 1, completed: 1, failed: 1, failure_rate: 50 });
  expect(trends.previous.run_seconds).toMatchObject(about({ p50: 9 }));
  const [first, second] = trends.buckets;
  expect(first).toMatchObject({
    created: 5,
    completed: 0,
    depth: 5,
    depth_max: 5,
    run_seconds: { p50: null },
  });
  expect(second).toMatchObject({
    created: 0,
    completed: 2,
    failed: 1,
    depth: 2,
    depth_max: 5,
    run_seconds: about({ p50: 4 }),
  });
  expect(trends.buckets[12]).toMatchObject({ start: "2026-01-05T09:00:00.000Z", failed: 1, timeout: 1 });
  expect(trends.buckets.at(-1)?.depth).toBe(2);
  expect(trends.errors.map(({ error_code, count }) => [error_code, count])).toEqual([
    ["llm_timeout", 2],
    ["job_timeout", 1],
  ]);
  expect(trends.errors[0]?.buckets.flatMap((count, index) => (count ? [[index, count]] : []))).toEqual([
    [1, 1],
    [12, 1],
  ]);
  expect(trends.by_style).toEqual([
    { style: "default", completed: 2, failed: 1, timeout: 1, cancelled: 1 },
    { style: "high-contrast", completed: 0, failed: 1, timeout: 0, cancelled: 0 },
  ]);
  expect(trends.by_priority[1]).toMatchObject({ priority: "high", completed: 1 });
  expect(trends.by_hour).toMatchObject([
    { created: 6, completed: 2, failed: 1 },
    { created: 2, completed: 0, failed: 2 },
  ]);
  expect(trends.flow).toMatchObject({ waiting: 1, scheduled: 1 });
});

test("a large bucket is no smaller than its hours, and all add up", async () => {
  await givenRows([
    { status: "completed", created: "00:30:00", ended: "13:30:00" },
    { status: "completed", created: "23:30:00", ended: "23:59:00" },
  ]);
  const month = { from: "2025-12-06T00:00:00Z", to: "2026-01-06T00:00:00Z" };
  const { buckets, by_hour, bucket_minutes, total } = await readTrends(month, service);
  expect([bucket_minutes, buckets.length, by_hour.length]).toEqual([1440, 31, 744]);
  expect(buckets.at(-1)).toMatchObject({ created: 2, completed: 2 });
  expect(by_hour.filter(({ completed }) => completed > 0).map(({ start }) => start)).toEqual([
    "2026-01-05T13:00:00.000Z",
    "2026-01-05T23:00:00.000Z",
  ]);
  expect(total).toMatchObject({ created: 2, completed: 2 });
});

test("a backlog that lasts is as deep in a window of a day or a week as in one of an hour", async () => {
  await givenRows(
    Array.from({ length: 14 }, (_, index) => ({
      status: "completed" as const,
      created: "08:03:00",
      ended: `09:${16 + index}:30`,
    })),
  );
  const deepest = async (from: string, to: string) =>
    Math.max(
      ...(await readTrends({ from: `2026-01-${from}Z`, to: `2026-01-${to}Z` }, service)).buckets.map(
        ({ depth_max }) => depth_max,
      ),
    );
  expect(await deepest("05T08:00:00", "05T09:00:00")).toBe(14);
  expect(await deepest("05T00:00:00", "06T00:00:00")).toBe(14);
  expect(await deepest("01T00:00:00", "08T00:00:00")).toBe(14);
  const day = await readTrends({ from: "2026-01-05T00:00:00Z", to: "2026-01-06T00:00:00Z" }, service);
  // Half an hour each.
  expect(day.buckets[18]).toMatchObject({ created: 0, completed: 14, depth: 0, depth_max: 14 });
});

test("failures are grouped by their code, with the newest as the example", async () => {
  const ids = await givenRows([
    {
      status: "failed",
      created: "08:00:00",
      ended: "08:10:00",
      errorCode: "llm_timeout",
      errorMessage: "old",
    },
    {
      status: "timeout",
      created: "08:00:00",
      ended: "09:10:00",
      errorCode: "llm_timeout",
      errorMessage: "new",
    },
    { status: "failed", created: "08:00:00", ended: "09:30:00", errorMessage: "without a code" },
    { status: "cancelled", created: "08:00:00", ended: "09:30:00", errorCode: "CANCELLED" },
    { status: "failed", created: "08:00:00", ended: "10:00:00", errorCode: "POISON" },
  ]);
  const found = await readFailureGroups(morning, service);
  expect(failureGroups.strict().parse(found)).toEqual(found);
  expect(found.groups).toEqual([
    {
      ...{ error_code: "llm_timeout", count: 2, timeouts: 1, lessons: 1, message: "new" },
      ...{ last_at: "2026-01-05T09:10:00.000Z", last_job_id: ids[1] },
    },
    {
      ...{ error_code: null, count: 1, timeouts: 0, lessons: 1, message: "without a code" },
      ...{ last_at: "2026-01-05T09:30:00.000Z", last_job_id: ids[2] },
    },
  ]);
});

test("a teacher sees the numbers of their own jobs only", async () => {
  await givenRows([
    { status: "failed", created: "08:01:00", ended: "08:06:00", errorCode: "POISON", userId: "t-1" },
    { status: "failed", created: "08:01:00", ended: "08:06:00", errorCode: "POISON", userId: "t-2" },
    { status: "pending", created: "08:01:00", userId: "t-2" },
  ]);
  const teacher = callerWith("teacher", "t-1");
  const { total, flow, buckets } = await readTrends(morning, teacher);
  expect([total.created, total.failed, flow.waiting, buckets.at(-1)?.depth]).toEqual([1, 1, 0, 0]);
  expect((await readFailureGroups(morning, teacher)).groups).toMatchObject([{ count: 1 }]);
});

test.each([
  [{}, true],
  [{ hours: "744" }, true],
  [{ hours: "745" }, false],
  [morning, true],
  [{ from: morning.from }, false],
  [{ ...morning, hours: "24" }, false],
  [{ from: morning.to, to: morning.from }, false],
  [{ from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" }, true],
  [{ from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:01Z" }, false],
])("the window %j is asked for rightly: %s", (query, isRight) => {
  expect(trendsQuery.safeParse(query).success).toBe(isRight);
});
