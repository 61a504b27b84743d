/** Traces of attempts that fail, and what becomes of jobs when nobody takes their traces. */
import { execFile } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { cancelJob } from "@/lib/jobs/cancel";
import { getJob } from "@/lib/jobs/read";
import { logger } from "@/lib/log";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob, givenLesson, service } from "@/lib/testing/factories";
import { serve } from "@/lib/testing/http-server";
import { CONSUMER, FAILED, startTraceReceiver } from "@/lib/testing/trace-receiver";
import { until } from "@/lib/testing/until";
import { flushTraces, startTracing } from "@/lib/tracing/tracing";
import { Worker } from "./worker";

const receiver = await startTraceReceiver();
afterAll(() => receiver.close());
// Each test starts a worker with a thread of its own.
vi.setConfig({ testTimeout: 120_000 });
setUpTestDatabase({ WORKER_CONCURRENCY: "1", RETRY_DELAYS: "0", JOB_LEASE_SECONDS: "3" });

const threadEntry = new URL("./fixtures/thread-modes.ts", import.meta.url);
let worker: Worker | null = null;
afterEach(async () => {
  await worker?.stop();
  worker = null;
});

async function startWorker(): Promise<Worker> {
  worker = new Worker(db(), config(), logger("worker"), { version: "test", threadEntry });
  await worker.start();
  return worker;
}

/** Traces go there from now on. */
async function traceTo(url: string): Promise<void> {
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", url);
  await startTracing({ ...config(), tracing: { serviceName: null, headers: null } }, "worker");
}

const ended = (jobId: string) =>
  until(async () => {
    const job = await getJob(jobId, service);
    return job.completed_at === null ? null : job;
  });

test("attempts at one job stand side by side in its trace, with what went wrong", async () => {
  await traceTo(receiver.url);
  const lesson_id = await givenLesson({ title: "crashes" });
  const { job_id } = await givenJob({ lesson_id, max_retries: 1 });
  await startWorker();
  expect(await ended(job_id)).toMatchObject({ status: "failed", error_code: "POISON" });
  await worker?.stop();
  worker = null;
  await flushTraces();

  const own = receiver.spans.filter(({ attributes }) => attributes["messaging.message.id"] === job_id);
  const [send] = own.filter(({ name }) => name === "send presentation_jobs");
  const attempts = own.filter(({ kind }) => kind === CONSUMER);
  expect(attempts.map(({ attributes }) => attributes)).toMatchObject([
    { "presentation_jobs.attempt": 1, "presentation_jobs.outcome": "requeued", "error.type": "POISON" },
    { "presentation_jobs.attempt": 2, "presentation_jobs.outcome": "failed", "error.type": "POISON" },
  ]);
  for (const { traceId, parentSpanId, status, events } of attempts) {
    expect([traceId, parentSpanId, status.code]).toEqual([send?.traceId, send?.spanId, FAILED]);
    expect(events).toMatchObject([{ name: "exception", attributes: { "exception.type": "POISON" } }]);
  }
  const lines = (await readFile(config().logFile, "utf8"))
    .split("\n")
    .filter((line) => line.includes(job_id))
    .map((line) => JSON.parse(line));
  expect(lines.filter(({ msg }) => msg === "attempt_failed")).toHaveLength(2);
  expect(new Set(lines.map(({ trace_id }) => trace_id))).toEqual(new Set([send?.traceId]));
});

test("an attempt that was cancelled lost its job, and the stage that it was in failed", async () => {
  await traceTo(receiver.url);
  const lesson_id = await givenLesson({ title: "never answers" });
  const { job_id } = await givenJob({ lesson_id, timeout_seconds: 300 });
  await startWorker();
  await until(async () =>
    (await getJob(job_id, service)).detailed_progress.stage === "parse" ? true : null,
  );
  await cancelJob(job_id, "Not needed", service);
  await worker?.stop();
  worker = null;
  await flushTraces();
  const attempt = receiver.spans.find(
    ({ kind, attributes }) => kind === CONSUMER && attributes["messaging.message.id"] === job_id,
  );
  expect(attempt?.attributes).toMatchObject({ "presentation_jobs.outcome": "lost" });
  const stages = receiver.spans.filter(({ parentSpanId }) => parentSpanId === attempt?.spanId);
  expect(stages.map(({ name, status }) => [name, status.code])).toEqual([["parse", FAILED]]);
});

test("a receiver that never answers, or is away, holds up no job and no stop", async () => {
  const deaf = await serve(() => new Promise(() => {}));
  for (const url of [deaf.url, "http://127.0.0.1:1"]) {
    await traceTo(url);
    const { job_id } = await givenJob();
    const running = await startWorker();
    expect(await ended(job_id)).toMatchObject({ status: "completed" });
    await running.stop();
    worker = null;
    const startedAt = performance.now();
    await flushTraces();
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  }
  await deaf.close();
});

test("what is on its way when a process ends is waited for", async () => {
  const come = new EventEmitter();
  let answer = (_: Response) => {};
  const slow = await serve(() => {
    come.emit("request");
    return new Promise((resolve) => {
      answer = resolve;
    });
  });
  await traceTo(slow.url);
  const arrived = once(come, "request");
  await givenJob();
  await arrived;
  let isFlushed = false;
  const flushed = flushTraces().then(() => {
    isFlushed = true;
  });
  for (let turn = 0; turn < 10; turn++) await setImmediate();
  expect(isFlushed).toBe(false);
  answer(Response.json({}));
  await flushed;
  await slow.close();
});

test("without an address nothing of it is loaded", async () => {
  const program = `
    import { createRequire } from "node:module";
    import { parseConfig } from "./lib/config.ts";
    import { startTracing, tracing } from "./lib/tracing/tracing.ts";
    const loaded = () => Object.keys(createRequire(import.meta.url).cache).filter((file) => file.includes("@opentelemetry")).length;
    for (const OTEL_EXPORTER_OTLP_ENDPOINT of [undefined, "http://127.0.0.1:1"]) {
      await startTracing(parseConfig({ OTEL_EXPORTER_OTLP_ENDPOINT }), "worker");
      console.log(JSON.stringify([tracing() !== null, loaded() > 0]));
    }`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "--eval", program],
    { cwd: path.resolve(import.meta.dirname, "..") },
  );
  expect(stdout.trim().split("\n")).toEqual(["[false,false]", "[true,true]"]);
});
