/** The queue's numbers for Prometheus against the rows, and what counters promise: they never go down, whatever becomes of the jobs. */
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { beforeEach, describe, expect, test } from "vitest";
import { backupName, backupsDir, partialName } from "@/lib/backup/backup-folder";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/now";
import { Prisma } from "@/lib/generated/prisma/client";
import { retryJobs } from "@/lib/jobs/store/act-on-jobs";
import { pauseQueue } from "@/lib/jobs/store/control";
import { pruneFinished } from "@/lib/jobs/store/housekeeping";
import { registerWorker, reportAlive } from "@/lib/jobs/workers";
import { noteAnswer, noteFailure } from "@/lib/llm/circuit";
import { recordUse } from "@/lib/llm/record-use";
import { bundle } from "@/lib/testing/bundle";
import { databaseKind, setUpTestDatabase } from "@/lib/testing/database";
import { givenJob, givenLesson, processFacts } from "@/lib/testing/factories";
import { type PastJob, pastJobs, storePastJobs } from "@/lib/testing/history";
import { lintMetrics, parseMetrics } from "@/lib/testing/lint-metrics";
import { foldChanges } from "../rollups/fold-changes";
import { rebuildRollups } from "../rollups/rebuild";
import { readMetrics } from "./read-metrics";

setUpTestDatabase();

const HOUR_MS = 3_600_000;
const fold = (limit = 10_000) => db().$transaction((tx) => foldChanges(tx, limit));

/** Series → value: 'presentation_jobs{status="pending"}', labels in the order of their names. */
type Series = Map<string, number>;

function seriesOf(text: string): Series {
  const samples = parseMetrics(text).flatMap((family) => family.samples);
  return new Map(
    samples.map(({ name, labels, value }) => {
      const pairs = [...labels].sort().map(([label, of]) => `${label}="${of}"`);
      return [pairs.length === 0 ? name : `${name}{${pairs.join(",")}}`, value];
    }),
  );
}

async function scrape(): Promise<Series> {
  const text = await readMetrics();
  expect(lintMetrics(text)).toEqual([]);
  return seriesOf(text);
}

/** What comes from the database and only grows. */
const countersOf = (series: Series): Series =>
  new Map(
    [...series].filter(
      ([name]) =>
        /^presentation_jobs_(created|ended|errors|wait_seconds|run_seconds)\w*[{_]?/.test(name) &&
        /(_total|_bucket|_sum|_count)(\{|$)/.test(name),
    ),
  );

test("the language model's numbers are those of all attempts, and say whether it rests", async () => {
  const use = {
    model: "small",
    requests: 2,
    prompt_tokens: 300,
    completion_tokens: 60,
    cost: null,
    currency: null,
  };
  for (const _ of ["a job", "another"]) await recordUse(db(), "", use);
  await noteFailure(db(), { reason: "busy", retryAfterMs: 20_000 });
  const series = await scrape();
  const told = (name: string) => series.get(`presentation_jobs_llm_${name}`);
  expect(["requests_total", "prompt_tokens_total", "completion_tokens_total"].map(told)).toEqual([
    4, 600, 120,
  ]);
  expect(["resting", "consecutive_failures"].map(told)).toEqual([1, 1]);
  await noteAnswer(db());
  expect((await scrape()).get("presentation_jobs_llm_resting")).toBe(0);
});

describe("counters", () => {
  let jobs: PastJob[];
  beforeEach(async () => {
    const toMs = await databaseNow();
    jobs = [...pastJobs({ count: 800, fromMs: toMs - 48 * HOUR_MS, toMs, seed: 5 })];
    await storePastJobs(db(), await givenLesson(), jobs);
  });
  const ended = (fits: (job: PastJob) => boolean) =>
    jobs.filter((job) => job.ended_ms !== null && fits(job)).length;

  test("are those of the rows, folded, half folded and not folded", async () => {
    for (const limit of [0, 500, 10_000]) {
      if (limit > 0) await fold(limit);
      const series = await scrape();
      expect(series.get("presentation_jobs_created_total")).toBe(jobs.length);
      for (const status of ["completed", "failed", "timeout", "cancelled"]) {
        for (const style of ["default", "high-contrast"]) {
          expect(series.get(`presentation_jobs_ended_total{status="${status}",style="${style}"}`)).toBe(
            ended((job) => job.status === status && job.style === style),
          );
        }
        expect(
          series.get(`presentation_jobs_ended_by_priority_total{priority="urgent",status="${status}"}`),
        ).toBe(ended((job) => job.status === status && job.priority === "urgent"));
        expect(series.get(`presentation_jobs{status="${status}"}`)).toBe(
          ended((job) => job.status === status),
        );
      }
      for (const code of ["llm_timeout", "job_timeout", "POISON"]) {
        expect(series.get(`presentation_jobs_errors_total{error_code="${code}"}`)).toBe(
          ended((job) => job.error_code === code),
        );
      }
      const completed = jobs.filter(({ status }) => status === "completed");
      expect(series.get("presentation_jobs_run_seconds_count")).toBe(completed.length);
      const run = completed.reduce((sum, { run_seconds }) => sum + (run_seconds ?? 0), 0);
      const wait = completed.reduce((sum, job) => sum + ((job.started_ms ?? 0) - job.due_ms) / 1000, 0);
      expect(series.get("presentation_jobs_run_seconds_sum")).toBeCloseTo(run, 3);
      expect(series.get("presentation_jobs_wait_seconds_sum")).toBeCloseTo(wait, 3);
      // As exactly as the buckets of the tallies are, which are 2 % wide.
      const within = (limit: number) => completed.filter((job) => (job.run_seconds ?? 0) <= limit).length;
      const told = series.get('presentation_jobs_run_seconds_bucket{le="5"}');
      expect(told).toBeGreaterThanOrEqual(within(5));
      expect(told).toBeLessThanOrEqual(within(5 * 1.02));
      expect(series.get("presentation_jobs_unfolded_changes")).toBe(await db().jobChange.count());
    }
  });

  test("never go down: not by folding, retrying, deleting, pruning or rebuilding", async () => {
    let before = countersOf(await scrape());
    expect(before.size).toBeGreaterThan(50);
    const steps: [string, () => Promise<unknown>][] = [
      ["folding a part", () => fold(300)],
      ["retrying", () => retryAll("failed")],
      ["folding the retries", () => fold()],
      ["deleting", () => db().presentationJob.deleteMany({ where: { status: "timeout" } })],
      ["pruning", () => pruneFinished(db(), 24 * HOUR_MS, 500)],
      ["folding the deletions", () => fold()],
      ["deleting the lesson", () => db().lesson.deleteMany()],
      ["rebuilding", () => rebuildRollups(db())],
    ];
    for (const [step, act] of steps) {
      await act();
      const after = countersOf(await scrape());
      for (const [name, value] of before) {
        expect(after.get(name), `${name} after ${step}`).toBeGreaterThanOrEqual(value);
      }
      before = after;
    }
    expect(before.get("presentation_jobs_created_total")).toBe(jobs.length);
    expect((await scrape()).get('presentation_jobs{status="completed"}')).toBe(0);
  });

  async function retryAll(status: string): Promise<void> {
    const ids = jobs.filter((job) => job.status === status).map(({ id }) => id);
    await retryJobs(db(), { ids, within: Prisma.sql`1 = 1` }, true);
  }

  test("survive a restart: another process reads the same", async () => {
    await fold(400);
    const here = countersOf(await scrape());
    const { stdout } = await promisify(execFile)(process.execPath, [bundle("lib/testing/print-metrics.ts")]);
    expect(countersOf(seriesOf(stdout))).toEqual(here);
  });
});

test("an error code is one of a list, whatever jobs ended with", async () => {
  const [job] = pastJobs({
    count: 1,
    fromMs: (await databaseNow()) - HOUR_MS,
    toMs: await databaseNow(),
    seed: 1,
  });
  if (!job) throw new Error("No job");
  const codes = ['a"b\\c\nd', "constructor", "x".repeat(500), "POISON", null];
  await storePastJobs(
    db(),
    await givenLesson(),
    codes.map((error_code) => ({ ...job, id: randomUUID(), status: "failed" as const, error_code })),
  );
  const series = await scrape();
  const told = [...series].filter(([name]) => name.startsWith("presentation_jobs_errors_total"));
  expect(series.get('presentation_jobs_errors_total{error_code="POISON"}')).toBe(1);
  expect(series.get('presentation_jobs_errors_total{error_code="other"}')).toBe(4);
  expect(told).toHaveLength(14);
});

test("what waits, is delayed, stalled or paused now", async () => {
  const empty = await scrape();
  expect(empty.get("presentation_jobs_oldest_pending_seconds")).toBe(0);
  expect(empty.get("presentation_jobs_queue_paused")).toBe(0);
  expect(empty.get("presentation_jobs_rollup_lag_seconds")).toBe(0);
  const { job_id } = await givenJob({ priority: "high" });
  await givenJob({ run_at: new Date(Date.now() + HOUR_MS).toISOString() });
  const running = await givenJob({ priority: "low" });
  await db().presentationJob.update({
    where: { id: job_id },
    data: { runAt: new Date(Date.now() - HOUR_MS) },
  });
  await db().presentationJob.update({
    where: { id: running.job_id },
    data: {
      ...{ status: "running", startedAt: new Date(), workerId: "gone", leaseToken: "lost" },
      leaseExpiresAt: new Date(Date.now() - 60_000),
    },
  });
  await pauseQueue(db(), { reason: "Upgrade", by: "ada", resumeAtMs: null });
  await db().duty.upsert({
    where: { name: "fold" },
    create: { name: "fold", holder: "", expiresAt: new Date(Date.now() - 90_000) },
    update: { expiresAt: new Date(Date.now() - 90_000) },
  });
  // After a quiet night: the last fold was long ago, and what waits is new.
  expect((await scrape()).get("presentation_jobs_rollup_lag_seconds")).toBeLessThan(60);
  await db().jobChange.updateMany({ data: { createdAt: new Date(Date.now() - HOUR_MS) } });
  const series = await scrape();
  const depth = (status: string, priority: string) =>
    series.get(`presentation_jobs_queue_depth{priority="${priority}",status="${status}"}`);
  expect([depth("pending", "high"), depth("pending", "normal"), depth("running", "low")]).toEqual([1, 1, 1]);
  expect(depth("pending", "urgent")).toBe(0);
  expect(series.get('presentation_jobs{status="pending"}')).toBe(2);
  expect(series.get("presentation_jobs_delayed")).toBe(1);
  expect(series.get("presentation_jobs_stalled")).toBe(1);
  expect(series.get("presentation_jobs_queue_paused")).toBe(1);
  const oldest = series.get("presentation_jobs_oldest_pending_seconds") ?? 0;
  expect(oldest).toBeGreaterThanOrEqual(3_600);
  expect(oldest).toBeLessThan(3_660);
  const lag = series.get("presentation_jobs_rollup_lag_seconds") ?? 0;
  expect(lag).toBeGreaterThanOrEqual(90);
  expect(lag).toBeLessThan(150);
  expect(series.get("presentation_jobs_database_size_bytes")).toBeGreaterThan(100_000);
  await fold();
  expect((await scrape()).get("presentation_jobs_rollup_lag_seconds")).toBe(0);
});

test("each living worker's process, with the labels that came, however odd", async () => {
  const worker = { id: randomUUID(), host: 'a"h\\o\nst', pid: 1, version: "1.0", slots: 3 };
  await registerWorker(db(), worker);
  await reportAlive(db(), worker, { ...processFacts, runningJobs: 2 });
  const blind = { ...worker, id: randomUUID() };
  await registerWorker(db(), blind);
  await reportAlive(db(), blind, { ...processFacts, openFiles: null, runningJobs: 0 });
  const series = await scrape();
  const of = (name: string, id = worker.id) =>
    series.get(`presentation_jobs_worker_${name}{host="${worker.host}",version="1.0",worker_id="${id}"}`);
  expect(series.get("presentation_jobs_workers")).toBe(2);
  expect(of("slots")).toBe(3);
  expect(of("running_jobs")).toBe(2);
  expect(of("claiming")).toBe(1);
  expect(of("memory_bytes")).toBe(processFacts.memoryBytes);
  expect(of("heap_used_bytes")).toBe(processFacts.heapUsedBytes);
  expect(of("cpu_seconds_total")).toBe(12.5);
  expect(of("event_loop_lag_p99_seconds")).toBe(0.00325);
  expect(of("open_fds")).toBe(27);
  expect(of("open_fds", blind.id)).toBeUndefined();
  expect(Math.abs((of("start_time_seconds") ?? 0) - Date.now() / 1000)).toBeLessThan(60);
});

test("when the last good backup was made, of those that the schedule counts", async () => {
  const of = (series: Series) =>
    ["interval_seconds", "last_success_timestamp_seconds"].map((name) =>
      series.get(`presentation_jobs_backup_${name}`),
    );
  const isOurs = databaseKind === "sqlite";
  expect(of(await scrape())).toEqual([isOurs ? 24 * 3_600 : 0, 0]);
  const folder = backupsDir(config().dataDir);
  const newest = new Date(Date.now() - 90_000);
  const ahead = new Date(Date.now() + HOUR_MS);
  const names = [new Date(0), newest, ahead].map(backupName);
  for (const name of [...names, partialName(new Date())]) {
    await mkdir(path.join(folder, name), { recursive: true });
  }
  expect(of(await scrape())[1]).toBe(isOurs ? newest.getTime() / 1000 : 0);
});

test("what runs stands in its labels", async () => {
  const names = [...(await scrape()).keys()].filter((name) =>
    name.startsWith("presentation_jobs_build_info"),
  );
  expect(names).toEqual([
    expect.stringMatching(
      new RegExp(
        `^presentation_jobs_build_info\\{database="${databaseKind}",node="v\\d.*",version="\\d.*"\\}$`,
      ),
    ),
  ]);
});
