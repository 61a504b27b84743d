/** Orders to a worker process: signals, pause, resume, drain, recovery while it works, and a clock that is wrong. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { config } from "@/lib/config";
import type { Job } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { getJob, listAttempts } from "@/lib/jobs/read";
import { stageProgress } from "@/lib/jobs/state";
import { drainWorker, pauseQueue, pauseWorker, resumeQueue, resumeWorker } from "@/lib/jobs/store/control";
import { reapExpired } from "@/lib/jobs/store/reap-expired";
import { logger } from "@/lib/log";
import { setUpTestDatabase } from "@/lib/testing/database";
import { service } from "@/lib/testing/factories";
import { until } from "@/lib/testing/until";
import { Housekeeping } from "../housekeeping";
import { allJobsEnded, checkHistory } from "./history";
import { givenScriptedJob, givenScriptedJobs } from "./scripted-jobs";
import { gateFile } from "./scripted-thread";
import { endWorkerProcesses, LEASE_MS, WorkerProcess } from "./worker-process";

setUpTestDatabase();
afterEach(async () => {
  await endWorkerProcesses();
  await resumeQueue(db());
});

let gates = 0;
const newGate = () => path.join(config().dataDir, `gate-${gates++}`);
const open = (gate: string, worker: WorkerProcess) => writeFile(gateFile(gate, worker.pid), "");
const jobWhen = (jobId: string, fits: (job: Job) => boolean): Promise<Job> =>
  until(async () => {
    const job = await getJob(jobId, service);
    return fits(job) ? job : null;
  });
/** The work has reached its gate. */
const isAtWork = (job: Job) => job.status === "running" && job.progress > 0;
const outcomesOf = async (jobId: string) =>
  (await listAttempts(jobId, service)).map((attempt) => attempt.outcome);

describe("signals", { timeout: 60_000 }, () => {
  test("the first gives back what does not finish, without spending a retry; the second ends the process now", async () => {
    const one = await WorkerProcess.started({ WORKER_CONCURRENCY: "1" });
    const first = await givenScriptedJob({ gate: newGate() });
    await jobWhen(first, isAtWork);
    const other = await WorkerProcess.started({ WORKER_CONCURRENCY: "1" });
    const second = await givenScriptedJob({ gate: newGate() });
    await jobWhen(second, isAtWork);

    other.signal("SIGTERM");
    await other.logged(/worker_stopping/);
    const pressedAt = Date.now();
    other.signal("SIGTERM");
    expect(await other.exited).toEqual({ code: 1, signal: null });
    // The first alone would have given the job four seconds to finish.
    expect(Date.now() - pressedAt).toBeLessThan(3_000);
    // Nobody gave it back: its lease has to run out.
    expect(await getJob(second, service)).toMatchObject({ status: "running" });

    // Nothing more is claimed once it stops, although it has a job to finish.
    one.signal("SIGTERM");
    await one.logged(/worker_stopping/);
    const late = await givenScriptedJob({});
    expect(await one.exited).toEqual({ code: 0, signal: null });
    expect(await getJob(first, service)).toMatchObject({
      status: "pending",
      retry_count: 0,
      worker_id: null,
    });
    expect(await outcomesOf(first)).toEqual(["released"]);
    expect(await outcomesOf(late)).toEqual([]);
  });

  test("the first lets a job that is nearly done finish", async () => {
    const gate = newGate();
    const worker = await WorkerProcess.started({ WORKER_CONCURRENCY: "1" });
    const jobId = await givenScriptedJob({ gate, fileBytes: 1_000 });
    await jobWhen(jobId, isAtWork);
    worker.signal("SIGTERM");
    await worker.logged(/worker_stopping/);
    await open(gate, worker);
    expect(await worker.exited).toEqual({ code: 0, signal: null });
    expect(await checkHistory([jobId])).toMatchObject({ completed: 1 });
  });
});

describe("pause, resume and drain", { timeout: 60_000 }, () => {
  test("of one worker move the work to the other, and back, within a second", async () => {
    const env = { WORKER_CONCURRENCY: "1" };
    const [left, right] = await Promise.all([WorkerProcess.started(env), WorkerProcess.started(env)]);
    const workersOf = async (jobIds: string[]) => {
      await allJobsEnded();
      const attempts = await db().jobAttempt.findMany({ where: { jobId: { in: jobIds } } });
      return new Set(attempts.map(({ workerId }) => workerId));
    };
    await pauseWorker(db(), left.id, null);
    expect(await workersOf(await givenScriptedJobs(10, {}))).toEqual(new Set([right.id]));

    await drainWorker(db(), right.id);
    const waiting = await givenScriptedJobs(10, {});
    const resumedAt = Date.now();
    await resumeWorker(db(), left.id);
    const first = await until(() => db().jobAttempt.findFirst({ where: { jobId: { in: waiting } } }));
    expect(first.startedAt.getTime() - resumedAt).toBeLessThan(1_000);
    expect(await workersOf(waiting)).toEqual(new Set([left.id]));
  });

  test("a drained worker finishes what it has", async () => {
    const gate = newGate();
    const worker = await WorkerProcess.started({ WORKER_CONCURRENCY: "2" });
    const jobId = await givenScriptedJob({ gate });
    await jobWhen(jobId, isAtWork);
    await drainWorker(db(), worker.id);
    const waiting = await givenScriptedJob({});
    await open(gate, worker);
    expect(await jobWhen(jobId, (job) => job.completed_at !== null)).toMatchObject({ status: "completed" });
    expect(await outcomesOf(waiting)).toEqual([]);
  });

  test("a pause of the queue with an end is over at that end, within a second", async () => {
    await WorkerProcess.started();
    const resumeAtMs = Date.now() + 700;
    await pauseQueue(db(), { reason: "Test", by: "test", resumeAtMs });
    const job = await jobWhen(await givenScriptedJob({}), ({ completed_at }) => completed_at !== null);
    const startedAt = Date.parse(job.started_at ?? "");
    expect(startedAt).toBeGreaterThanOrEqual(resumeAtMs);
    expect(startedAt).toBeLessThan(resumeAtMs + 1_000);
  });
});

describe("recovery", { timeout: 60_000 }, () => {
  test("leaves alone what is alive, however often it is asked and however long the work takes", async () => {
    const gate = newGate();
    const worker = await WorkerProcess.started();
    const jobId = await givenScriptedJob({ gate });
    const job = await jobWhen(jobId, isAtWork);
    const claimedAt = Date.parse(job.started_at ?? "");
    // Asked again with every heartbeat, until the first lease would have been over.
    await until(async () => {
      const reaped = await db().$transaction((tx) => reapExpired(tx, 100));
      expect(reaped).toEqual({ requeued: [], failed: [] });
      const { leaseExpiresAt } = await db().presentationJob.findUniqueOrThrow({ where: { id: jobId } });
      return (leaseExpiresAt && leaseExpiresAt.getTime() > claimedAt + 1.5 * LEASE_MS) || null;
    });
    expect(await getJob(jobId, service)).toEqual(job);
    await open(gate, worker);
    await allJobsEnded();
    expect(await outcomesOf(jobId)).toEqual(["completed"]);
  });
});

describe("a worker whose clock is wrong", { timeout: 60_000 }, () => {
  const preload = ["worker/faults/wrong-clock.ts"];
  const DAY_MS = 24 * 60 * 60 * 1000;

  test.each([
    ["behind", -30],
    ["ahead", 30],
  ])("%s keeps leases and due times as the others do", async (_, days) => {
    const gate = newGate();
    const worker = await WorkerProcess.started({ CLOCK_SHIFT_MS: String(days * DAY_MS) }, preload);
    const from = Date.now();
    const [line] = await worker.logged(/worker_started/);
    // The shift is there, or nothing is tested.
    expect(Math.abs(Date.parse(line?.time ?? "") - from)).toBeGreaterThan(DAY_MS);

    const due = new Date(from + 1_500).toISOString();
    const delayed = await givenScriptedJob({}, { run_at: due });
    const jobId = await givenScriptedJob({ gate, gateAfterFiles: true, fileBytes: 1_000 });
    await jobWhen(jobId, (job) => job.progress === stageProgress.publish);
    const { leaseExpiresAt } = await db().presentationJob.findUniqueOrThrow({ where: { id: jobId } });
    const leftMs = (leaseExpiresAt?.getTime() ?? 0) - Date.now();
    expect(leftMs).toBeGreaterThan(0);
    expect(leftMs).toBeLessThanOrEqual(LEASE_MS);

    const started = await jobWhen(delayed, (job) => job.completed_at !== null);
    expect(Date.parse(started.started_at ?? "")).toBeGreaterThanOrEqual(Date.parse(due));
    expect(Date.parse(started.started_at ?? "")).toBeLessThan(Date.parse(due) + 1_000);
    await open(gate, worker);
    await allJobsEnded();
    expect(await checkHistory([jobId, delayed])).toMatchObject({ completed: 2 });
    expect(await outcomesOf(jobId)).toEqual(["completed"]);
  });

  test("does not take the files of a running attempt for old ones", async () => {
    const gate = newGate();
    const worker = await WorkerProcess.started({ WORKER_CONCURRENCY: "1" });
    const jobId = await givenScriptedJob({ gate, gateAfterFiles: true, fileBytes: 1_000 });
    await jobWhen(jobId, (job) => job.progress === stageProgress.publish);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 30 * DAY_MS });
    await new Housekeeping(db(), config(), logger("housekeeping"), "test").clean();
    vi.useRealTimers();
    await open(gate, worker);
    await allJobsEnded();
    expect(await checkHistory([jobId])).toMatchObject({ completed: 1 });
  });
});
