/** The list in every order and by every filter, read whole and page by page, sorted in memory and walked along its indexes. */
import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { type Job, type JobSort, jobCountsInput, jobListInput } from "@/lib/contract/jobs";
import { jobSorts } from "@/lib/contract/lists";
import { db } from "@/lib/db/client";
import { setUpTestDatabase } from "@/lib/testing/database";
import { callerWith, givenLesson, service } from "@/lib/testing/factories";
import { Random } from "@/lib/testing/random";
import { jobPriorities, jobStatuses, priorityRank } from "../state";
import { BOUNDS, type Bounds } from "./count-range";
import { readNarrowedCounts } from "./count-states";
import { listJobs } from "./list-jobs";

setUpTestDatabase();

/** So small that every list of these tests is a large one, and a page looks at a few rows only. */
const TINY: Bounds = { small: 3, examined: 7, sampled: 6 };
const MINUTE_MS = 60_000;
const start = Date.UTC(2026, 0, 1);

/** Sixty jobs of all kinds, many of them equal in what they are sorted by. */
async function givenJobs(): Promise<string> {
  const random = new Random(7);
  const lessonId = await givenLesson({ title: "100% rhythm" });
  const other = await givenLesson({ title: "Another lesson" });
  const data = Array.from({ length: 60 }, () => {
    const status = random.pick(jobStatuses);
    const isFinal = status !== "pending" && status !== "running";
    const priority = random.pick(jobPriorities);
    const createdAt = new Date(start + random.int(0, 9) * MINUTE_MS);
    const startedAt = status === "pending" ? null : new Date(start + random.int(10, 15) * MINUTE_MS);
    return {
      id: randomUUID(),
      lessonId: random.pick([lessonId, lessonId, other]),
      userId: random.pick(["t-1", "t-2", null]),
      status,
      priority,
      priorityRank: priorityRank[priority],
      createdAt,
      runAt: createdAt,
      startedAt,
      completedAt: isFinal ? new Date(start + random.int(20, 25) * MINUTE_MS) : null,
      processingTimeSeconds: isFinal ? random.int(1, 4) + 0.5 : null,
      workerId: startedAt ? random.pick(["worker-a", "worker-b"]) : null,
      style: random.pick(["default", "high-contrast"]),
      errorCode: status === "failed" ? random.pick(["llm_timeout", "POISON"]) : null,
      errorMessage: status === "failed" ? "It said 50% and_then stopped" : null,
      ...(status === "running" && { leaseToken: randomUUID(), leaseExpiresAt: new Date() }),
    };
  });
  await db().presentationJob.createMany({ data });
  return lessonId;
}

type Query = Record<string, string>;

async function readAll(query: Query, bounds: Bounds, caller = service): Promise<Job[]> {
  const jobs: Job[] = [];
  let cursor: string | null = null;
  let pages = 0;
  do {
    const page: Awaited<ReturnType<typeof listJobs>> = await listJobs(
      jobListInput.parse({ limit: "4", ...query, ...(cursor && { cursor }) }),
      caller,
      bounds,
    );
    jobs.push(...page.jobs);
    cursor = page.nextCursor;
    if (++pages > 200) throw new Error("The list does not end");
  } while (cursor !== null);
  return jobs;
}

/** The order by its definition: the value, those without one last and newest first, then the id. */
function inOrder(jobs: readonly Job[], sort: JobSort): string[] {
  const sign = sort.startsWith("-") ? -1 : 1;
  const column = sort.replace("-", "");
  if (sort === "queue") {
    const isWaiting = (job: Job) => job.status === "pending";
    const waiting = jobPriorities.flatMap((priority) =>
      inOrder(
        jobs.filter((job) => isWaiting(job) && job.priority === priority),
        "created_at",
      ),
    );
    return [
      ...waiting,
      ...inOrder(
        jobs.filter((job) => !isWaiting(job)),
        "-created_at",
      ),
    ];
  }
  const sortedBy = (job: Job): number | null => {
    if (column === "priority") return -jobPriorities.indexOf(job.priority);
    const value = job[column as "created_at" | "processing_time_seconds"];
    return typeof value === "string" ? Date.parse(value) : value;
  };
  const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);
  const newest = (a: Job, b: Job) =>
    compare(Date.parse(b.created_at), Date.parse(a.created_at)) || compare(b.job_id, a.job_id);
  return [...jobs]
    .sort((a, b) => {
      const [left, right] = [sortedBy(a), sortedBy(b)];
      if (left === null || right === null) {
        return left === right ? newest(a, b) : left === null ? 1 : -1;
      }
      if (left !== right) return sign * compare(left, right);
      return column === "priority" ? newest(a, b) : sign * compare(a.job_id, b.job_id);
    })
    .map((job) => job.job_id);
}

describe("the list of jobs", () => {
  let lessonId = "";
  beforeEach(async () => {
    lessonId = await givenJobs();
  });

  const everything = async () => (await listJobs(jobListInput.parse({ limit: "100" }), service)).jobs;

  test.each(jobSorts)("comes page by page in the order %s, sorted or walked", async (sort) => {
    const expected = inOrder(await everything(), sort);
    expect(expected).toHaveLength(60);
    for (const bounds of [BOUNDS, TINY]) {
      expect((await readAll({ sort }, bounds)).map((job) => job.job_id)).toEqual(expected);
    }
  });

  test.each(["pending", "failed", "running,pending"])(
    "is in the order of the queue among %s",
    async (status) => {
      const fits = ({ status: one }: Job) => status.split(",").includes(one);
      const expected = inOrder((await everything()).filter(fits), "queue");
      const found = await readAll({ status, sort: "queue" }, TINY);
      expect(found.map((job) => job.job_id)).toEqual(expected);
    },
  );

  const filters: [string, Query, (job: Job) => boolean][] = [
    ["states", { status: "failed,running" }, (job) => ["failed", "running"].includes(job.status)],
    ["priorities", { priority: "urgent,low,low" }, (job) => ["urgent", "low"].includes(job.priority)],
    ["not finished", { include_finished: "false" }, (job) => job.completed_at === null],
    ["a style", { style: "high-contrast" }, (job) => job.style === "high-contrast"],
    ["a user", { user_id: "t-1" }, (job) => job.user_id === "t-1"],
    ["a worker", { worker_id: "worker-a" }, (job) => job.worker_id === "worker-a"],
    ["an error", { error_code: "POISON" }, (job) => job.error_code === "POISON"],
    [
      "a time",
      { created_after: "2026-01-01T00:02:00Z", created_before: "2026-01-01T00:07:00Z" },
      (job) => job.created_at > "2026-01-01T00:02:00.000Z" && job.created_at < "2026-01-01T00:07:00.000Z",
    ],
    [
      "the time of the end",
      { completed_after: "2026-01-01T00:20:00Z", completed_before: "2026-01-01T00:24:00Z" },
      ({ completed_at }) =>
        completed_at !== null &&
        completed_at > "2026-01-01T00:20:00.000Z" &&
        completed_at < "2026-01-01T00:24:00.000Z",
    ],
    [
      "several at once",
      { status: "failed,completed,timeout", style: "default", user_id: "t-2", priority: "high,normal,low" },
      (job) =>
        ["failed", "completed", "timeout"].includes(job.status) &&
        job.style === "default" &&
        job.user_id === "t-2" &&
        job.priority !== "urgent",
    ],
    ["a text of the error", { q: "50% AND_THEN" }, (job) => job.status === "failed"],
    ["a text that would be a pattern", { q: "5%s" }, () => false],
    ["a text of the user", { q: "t-2" }, (job) => job.user_id === "t-2"],
    ["a title", { q: "0% Rhythm" }, (job) => job.lesson_title === "100% rhythm"],
  ];

  describe.each(filters)("narrowed by %s", (_name, query, fits) => {
    test.each([
      "-created_at",
      "-priority",
      "started_at",
      "-completed_at",
      "-processing_time_seconds",
    ] as const)("is complete in the order %s", async (sort) => {
      const expected = inOrder((await everything()).filter(fits), sort);
      for (const bounds of [BOUNDS, TINY]) {
        const found = await readAll({ ...query, sort }, bounds);
        expect(found.map((job) => job.job_id)).toEqual(expected);
      }
      const { total, isExact } = await listJobs(jobListInput.parse(query), service);
      expect({ total, isExact }).toEqual({ total: expected.length, isExact: true });
    });

    const { status: _state, include_finished: _ended, ...conditions } = query;
    test.runIf(Object.keys(conditions).length > 0)("is counted by state, small or large", async () => {
      for (const bounds of [BOUNDS, { ...TINY, sampled: 1_000 }]) {
        const { estimated = [], ...counts } = await readNarrowedCounts(
          jobCountsInput.parse(conditions),
          service,
          bounds,
        );
        for (const status of jobStatuses) {
          const found = await readAll({ ...conditions, status }, BOUNDS);
          expect({ status, count: counts[status] }).toEqual({ status, count: found.length });
        }
        if (bounds === BOUNDS) expect(estimated).toEqual([]);
      }
    });
  });

  test("is narrowed by how long ago jobs were made, page by page", async () => {
    const young = { createdAt: new Date(Date.now() - 30 * MINUTE_MS) };
    const ids = (await everything()).slice(0, 10).map((job) => job.job_id);
    await db().presentationJob.updateMany({ where: { id: { in: ids } }, data: young });
    for (const bounds of [BOUNDS, TINY]) {
      const found = await readAll({ created_within: "1h" }, bounds);
      expect(found.map((job) => job.job_id).sort()).toEqual([...ids].sort());
      expect(await readAll({ created_within: "15m" }, bounds)).toEqual([]);
      expect(await readAll({ created_within: "9999d" }, bounds)).toHaveLength(60);
    }
  });

  test("is narrowed by a lesson and by a part of an id", async () => {
    const all = await everything();
    expect(await readAll({ lesson_id: lessonId }, TINY)).toHaveLength(
      all.filter((job) => job.lesson_id === lessonId).length,
    );
    const [first] = all;
    expect(await readAll({ q: first?.job_id.slice(4, 20).toUpperCase() ?? "" }, TINY)).toEqual([first]);
  });

  test("shows a teacher their own, whatever they ask for", async () => {
    const teacher = callerWith("teacher", "t-1");
    const own = (await everything()).filter((job) => job.user_id === "t-1");
    const counts = await readNarrowedCounts({ q: "50%" }, teacher);
    expect(counts.failed).toBe(own.filter((job) => job.status === "failed").length);
    for (const bounds of [BOUNDS, TINY]) {
      expect((await readAll({}, bounds, teacher)).map((job) => job.job_id)).toEqual(
        inOrder(own, "-created_at"),
      );
      expect((await readAll({ sort: "started_at" }, bounds, teacher)).map((job) => job.job_id)).toEqual(
        inOrder(own, "started_at"),
      );
      expect(await readAll({ user_id: "t-2" }, bounds, teacher)).toEqual([]);
      const worker = { worker_id: "worker-a", lesson_id: lessonId };
      const found = await readAll(worker, bounds, teacher);
      expect(found.every((job) => job.user_id === "t-1")).toBe(true);
    }
  });

  test("estimates the total of a large list and says so", async () => {
    const { total, isExact } = await listJobs(jobListInput.parse({}), service, TINY);
    expect({ total, isExact }).toEqual({ total: 60, isExact: false });
    const narrowed = await listJobs(jobListInput.parse({ style: "default" }), service, TINY);
    expect(narrowed.isExact).toBe(false);
    expect(narrowed.total).toBeLessThanOrEqual(60);
  });

  test("estimates by the newest jobs of each state", async () => {
    const newestHalf = (await everything()).slice(0, 30).map((job) => job.job_id);
    await db().presentationJob.updateMany({ data: { style: "modern" } });
    await db().presentationJob.updateMany({
      where: { id: { in: newestHalf } },
      data: { style: "high-contrast" },
    });
    const estimate = async (query: Query, sampled: number) =>
      (
        await listJobs(jobListInput.parse({ limit: "4", ...query }), service, {
          small: 3,
          examined: 60,
          sampled,
        })
      ).total;
    const old = { style: "modern" };
    expect(await estimate(old, 60)).toBe(30);
    expect(await estimate(old, 40)).toBe(15);
    // The sample holds none of those on the page.
    expect(await estimate(old, 30)).toBe(4);
    const open = { status: "pending,running", style: "modern" };
    const found = await readAll(open, BOUNDS);
    expect(await estimate(open, 2 * 60)).toBe(found.length);
  });

  test("stays right while jobs come, go and change", async () => {
    const first = await listJobs(jobListInput.parse({ limit: "10" }), service);
    const shown = new Set(first.jobs.map((job) => job.job_id));
    const rest = inOrder(
      (await everything()).filter((job) => !shown.has(job.job_id)),
      "-created_at",
    );
    const [gone] = rest;
    await db().presentationJob.deleteMany({
      where: { id: { in: [gone ?? "", first.jobs.at(-1)?.job_id ?? ""] } },
    });
    await db().presentationJob.create({
      data: { id: randomUUID(), lessonId, createdAt: new Date(), runAt: new Date() },
    });
    const second = await listJobs(
      jobListInput.parse({ limit: "100", cursor: first.nextCursor ?? "" }),
      service,
    );
    expect(second.jobs.map((job) => job.job_id)).toEqual(rest.slice(1));
  });

  test("refuses a cursor of another sort, filter or teacher, and nonsense", async () => {
    const { nextCursor } = await listJobs(jobListInput.parse({ limit: "2" }), service);
    const cursor = nextCursor ?? "";
    const next = jobListInput.parse({ limit: "7", cursor });
    expect((await listJobs(next, service)).jobs).toHaveLength(7);
    for (const query of [{ sort: "priority" }, { status: "failed" }, { q: "x" }]) {
      await expect(listJobs(jobListInput.parse({ ...query, cursor }), service)).rejects.toMatchObject({
        status: 422,
      });
    }
    await expect(listJobs(next, callerWith("teacher", "t-1"))).rejects.toMatchObject({ status: 422 });
    for (const nonsense of ["nonsense", "e30", Buffer.from("[9,1,2,3]").toString("base64url")]) {
      await expect(listJobs(jobListInput.parse({ cursor: nonsense }), service)).rejects.toMatchObject({
        status: 422,
      });
    }
  });

  test.each<[string, JobSort, (parts: unknown[]) => unknown[]]>([
    ["a time beyond all years", "-created_at", ([segment, id, , list]) => [segment, id, 1e308, list]],
    ["a time before all years", "-created_at", ([segment, id, , list]) => [segment, id, -8.6e15, list]],
    ["half a millisecond", "-created_at", ([segment, id, , list]) => [segment, id, 0.5, list]],
    ["an endless id", "-created_at", ([segment, , key, list]) => [segment, "x".repeat(600), key, list]],
    ["a place between segments", "-priority", ([, id, key, list]) => [0.5, id, key, list]],
    ["endless seconds", "-processing_time_seconds", ([, id, , list]) => [0, id, 1e308, list]],
  ])("refuses its own cursor changed to %s", async (_name, sort, change) => {
    const { nextCursor } = await listJobs(jobListInput.parse({ limit: "2", sort }), service);
    const parts = JSON.parse(Buffer.from(nextCursor ?? "", "base64url").toString());
    const cursor = Buffer.from(JSON.stringify(change(parts))).toString("base64url");
    await expect(listJobs({ ...jobListInput.parse({ sort }), cursor }, service)).rejects.toMatchObject({
      status: 422,
      fields: [{ field: "cursor" }],
    });
  });
});
