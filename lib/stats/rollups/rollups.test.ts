/** The numbers from the tallies against the same counted from the rows: before and after folding, retrying, pruning and rebuilding. */
import { beforeEach, expect, test } from "vitest";
import type { JobStatistics } from "@/lib/contract/stats";
import { db } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/now";
import { Prisma } from "@/lib/generated/prisma/client";
import { retryJobs } from "@/lib/jobs/store/act-on-jobs";
import { pruneFinished } from "@/lib/jobs/store/housekeeping";
import { about } from "@/lib/testing/about";
import { countSlowly } from "@/lib/testing/count-slowly";
import { setUpTestDatabase } from "@/lib/testing/database";
import { callerWith, givenJob, givenLesson, service } from "@/lib/testing/factories";
import { type PastJob, pastJobs, storePastJobs } from "@/lib/testing/history";
import { givenLiveWorkers } from "@/lib/testing/live-workers";
import { healthSlowly, longestWaiting, statisticsSlowly } from "@/lib/testing/slow-answers";
import { countJobs } from "../counts";
import { jobHealth } from "../health";
import { jobStatistics } from "../statistics";
import { foldChanges } from "./fold-changes";
import { FoldDuty } from "./fold-waiting";
import { startOfPiece } from "./pieces";
import { rebuildRollups } from "./rebuild";
import { pruneRollups } from "./store";

setUpTestDatabase();

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Each with the workers that live meanwhile. */
const WINDOWS = [
  { hours: 2, workers: [] },
  { hours: 24, workers: ["active", "draining"] },
  { hours: 168, workers: ["draining"] },
] as const;
const JOBS = 1_000;

let jobs: PastJob[];
beforeEach(async () => {
  const toMs = await databaseNow();
  const lessonId = await givenLesson();
  // Dense enough at its end that a short window holds something.
  jobs = [
    ...pastJobs({ count: JOBS, fromMs: toMs - 4 * DAY_MS, toMs: toMs - HOUR_MS, seed: 1 }),
    ...pastJobs({ count: 200, fromMs: toMs - HOUR_MS, toMs, seed: 2 }),
  ];
  await storePastJobs(db(), lessonId, jobs);
});

const fold = (limit = 10_000) => db().$transaction((tx) => foldChanges(tx, limit));

/** What `read` gives within one minute of the database's time: the windows begin on whole ones. */
async function withinOneMinute<T>(read: () => Promise<T>): Promise<{ value: T; nowMs: number }> {
  for (;;) {
    const before = await databaseNow();
    const value = await read();
    const nowMs = await databaseNow();
    if (startOfPiece(before, 1) === startOfPiece(nowMs, 1)) return { value, nowMs };
  }
}

/** An administrator who has jobs of their own. */
const somebody = callerWith("admin", "teacher-7");

/** Holds the whole answers of both endpoints against `history`, whatever of it is stored. */
async function expectRight(history: readonly PastJob[]): Promise<void> {
  const rows = await db().presentationJob.findMany({ select: { id: true } });
  const ids = new Set(rows.map(({ id }) => id));
  const stored = history.filter(({ id }) => ids.has(id));
  for (const { hours, workers: states } of WINDOWS) {
    const workers = await givenLiveWorkers(states);
    const { value } = await withinOneMinute(async () => ({
      statistics: await jobStatistics(hours, somebody),
      health: await jobHealth(hours, somebody),
    }));
    const { timestamp, ...statistics } = value.statistics;
    const { oldest_pending_job_id, ...health } = value.health;
    const nowMs = Date.parse(timestamp);
    const given = { history, stored, hours, nowMs, userId: somebody.userId };
    const expected = statisticsSlowly(given, statistics.bucket_minutes);
    const waiting = longestWaiting(stored, nowMs);
    // Each is read a moment later than the time that it is held against.
    const oldest_pending_job_age_minutes = waiting && expect.closeTo(waiting.minutes, 0);
    expect(statistics).toEqual({
      ...expected,
      oldest_pending_job_age_minutes,
      wait_time_seconds: about(numbers(expected.wait_time_seconds)),
      run_time_seconds: about(numbers(expected.run_time_seconds)),
    });
    expect(health).toEqual({ ...healthSlowly({ ...given, workers }), oldest_pending_job_age_minutes });
    if (waiting) expect(waiting.ids).toContain(oldest_pending_job_id);
    else expect(oldest_pending_job_id).toBeNull();
  }
}

const numbers = (all: JobStatistics["run_time_seconds"]) =>
  Object.fromEntries(Object.entries(all).map(([name, value]) => [name, value ?? 0]));

const statesOf = (stored: readonly PastJob[]) =>
  Object.fromEntries(
    (["pending", "running", "completed", "failed", "cancelled", "timeout"] as const).map((state) => [
      state,
      stored.filter(({ status }) => status === state).length,
    ]),
  );

const readStored = async () =>
  (
    await db().rollup.findMany({
      where: { part: "stored", minutes: { gt: 0 } },
      orderBy: [{ minutes: "asc" }, { start: "asc" }],
    })
  )
    .map(({ minutes, start, tally }) => [minutes, start.toISOString(), sorted(JSON.parse(tally))])
    .filter(([, , tally]) => JSON.stringify(tally) !== JSON.stringify(empty));

/** Counters know no order. */
const sorted = (tally: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(tally).map(([name, value]) => [
      name,
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    ]),
  );
const empty = {
  ...{ created: 0, outcomes: {}, styles: {}, priorities: {}, errors: {}, runs: {}, runMs: {} },
  ...{ wait: [], run: [] },
};

test("the numbers are the same folded, half folded and not folded, and those of the rows", async () => {
  await expectRight(jobs);
  expect(await fold(1_000)).toBe(1_000);
  await expectRight(jobs);
  await fold();
  expect(await db().jobChange.count()).toBe(0);
  await expectRight(jobs);
  expect(await countJobs(service)).toEqual(statesOf(jobs));
  expect(await fold()).toBe(0);
});

test("a job that was retried counts as ended no more, in whatever minute it had ended", async () => {
  await fold();
  const failed = jobs.filter(({ status }) => status === "failed").slice(-40);
  const ids = new Set(failed.map(({ id }) => id));
  await retryJobs(db(), { ids: [...ids], within: Prisma.sql`1 = 1` }, true);
  const now = jobs.map((job) =>
    ids.has(job.id)
      ? { ...job, status: "pending" as const, due_ms: Date.now(), ended_ms: null, started_ms: null }
      : job,
  );
  await expectRight(now);
  expect(await countJobs(service)).toEqual(statesOf(now));
  await fold();
  await expectRight(now);
  expect(await countJobs(service)).toEqual(statesOf(now));
});

test("pruned and deleted jobs leave the states, not the history", async () => {
  for (let isFolded = 0; isFolded < 2; isFolded++) {
    while ((await pruneFinished(db(), DAY_MS, 500)).jobs > 0);
    const stored = jobs.filter(({ ended_ms }) => ended_ms === null || ended_ms >= Date.now() - DAY_MS);
    const left = await db().presentationJob.count();
    expect(left).toBeLessThan(jobs.length);
    expect(Math.abs(left - stored.length)).toBeLessThan(5);
    await expectRight(jobs);
    const { total } = await jobHealth(24, service);
    expect(total).toBe(left);
    await fold();
  }
});

test("a job that goes with its lesson before it ended waits no longer", async () => {
  const lessonId = await givenLesson();
  await givenJob({ lesson_id: lessonId });
  const depth = async () => (await jobStatistics(1, service)).queue_depth_history.at(-1)?.depth ?? 0;
  const [before, created] = [await depth(), (await jobStatistics(1, service)).recent_total];
  await db().lesson.delete({ where: { id: lessonId } });
  expect(await depth()).toBe(before - 1);
  expect((await jobStatistics(1, service)).recent_total).toBe(created);
  await fold();
  const { queue_depth_history, time_series } = await jobStatistics(1, service);
  expect(queue_depth_history.at(-1)?.depth).toBe(before - 1);
  // It came and went: told backwards, the depth before it came is what it was.
  expect(queue_depth_history[0]?.depth).toBeGreaterThanOrEqual(0);
  expect(time_series.at(-1)?.cancelled).toBeGreaterThanOrEqual(0);
});

test("rebuilding gives the same tallies, and mends broken ones", async () => {
  while ((await pruneFinished(db(), 2 * DAY_MS, 500)).jobs > 0);
  await fold();
  const whole = await readStored();
  expect(await rebuildRollups(db())).toBe(await db().presentationJob.count());
  expect(await readStored()).toEqual(whole);
  await expectRight(jobs);
  await db().rollup.deleteMany({ where: { part: "stored", minutes: { lt: 60 } } });
  await db().rollup.updateMany({
    where: { part: "stored", minutes: 60 },
    data: { tally: JSON.stringify(empty) },
  });
  await rebuildRollups(db());
  expect(await readStored()).toEqual(whole);
  await expectRight(jobs);
});

test("a person's numbers are those of their own rows", async () => {
  await fold();
  const own = jobs.filter(({ user_id }) => user_id === "teacher-7");
  const statistics = await jobStatistics(168, callerWith("teacher", "teacher-7"));
  const expected = countSlowly(own, 168, Date.parse(statistics.timestamp), statistics.bucket_minutes);
  const { recent_completed, time_series, errors_by_code, by_style } = expected;
  expect(statistics).toMatchObject({ recent_completed, time_series, errors_by_code, by_style });
});

test("history is kept for so long and no longer; all time stays", async () => {
  await fold();
  const all = await db().rollup.count();
  const old = await db().rollup.count({
    where: { minutes: { gt: 0 }, start: { lt: new Date(Date.now() - DAY_MS) } },
  });
  expect(old).toBeGreaterThan(90);
  let gone = 0;
  for (let more = 1; more > 0; gone += more) more = await pruneRollups(db(), DAY_MS, 1_000);
  expect(Math.abs(gone - old)).toBeLessThan(3);
  expect(await db().rollup.count()).toBe(all - gone);
  expect(await countJobs(service)).toEqual(statesOf(jobs));
});

test("who tolerates changes leaves few to others and folds a pile to its end", async () => {
  const unfolded = () =>
    db().$queryRaw<{ count: bigint | number }[]>`SELECT COUNT(*) AS count FROM job_changes`;
  const before = Number((await unfolded())[0]?.count);
  expect(await new FoldDuty(db(), "server", before).fold()).toBe(0);
  expect(Number((await unfolded())[0]?.count)).toBe(before);
  expect(await new FoldDuty(db(), "server", before - 1).fold()).toBe(before);
  expect(Number((await unfolded())[0]?.count)).toBe(0);
  await expectRight(jobs);
});
