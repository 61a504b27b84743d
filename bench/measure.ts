/**
 * One measurement of one queue, in a process of its own: `node --import tsx bench/measure.ts '{"module": …}'`. Peers that need a
 * newer Node run this same file with it. The result is printed as one line of JSON.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { type Latency, latencyOf } from "./latency";
import type { Place, Queue, QueueModule, Settings } from "./queue";
import type { WorkerMessage, WorkerRequest } from "./worker-process";

export type Measurement =
  /** Jobs a second, from the first handler's start to the last one's, at most for `RUN_LIMIT_MS`. */
  | { kind: "run"; jobs: number }
  /** Enqueues a second, each waited for, by this many callers at once, at most for `ENQUEUE_LIMIT_MS`. */
  | { kind: "enqueue"; jobs: number; callers: number }
  /** Rows a second by calls of `rows` each. */
  | { kind: "bulk"; rows: number; calls: number }
  /** Milliseconds from the call of enqueue in this process to the handler's start in another, idle one. */
  | { kind: "pick-up"; samples: number };

export type MeasureRequest = { module: string; place: Place; settings: Settings; measurement: Measurement };
/** `perSecond` for rates; `latency` for single calls; `afterReply`: of a pick-up, counted from when the enqueue was acknowledged. */
export type MeasureResult = { perSecond?: number; latency?: Latency; afterReply?: Latency };

/** Jobs per call while the queue is filled before a run. */
const PRELOAD_CALL = 1_000;
const WARM_UP_JOBS = 200;
/** A slow queue is measured by what it did in this time. */
const RUN_LIMIT_MS = 15_000;
const ENQUEUE_LIMIT_MS = 4_000;
const PICK_UP_WARM_UP = 10;
/** Rest between two pick-ups, so that the worker is idle again; not a multiple of any poll interval. */
const PICK_UP_REST_MS = 53;

const perSecond = (count: number, ms: number) => (count * 1000) / ms;

async function measureRun(queue: Queue, jobs: number): Promise<MeasureResult> {
  for (let stored = 0; stored < jobs; stored += PRELOAD_CALL) {
    await queue.enqueueMany(Math.min(PRELOAD_CALL, jobs - stored));
  }
  let started = 0;
  let firstAt = 0;
  let lastAt = 0;
  let done = () => {};
  const allDone = new Promise<void>((resolve) => {
    done = resolve;
  });
  const worker = await queue.startWorker(() => {
    started++;
    lastAt = performance.now();
    if (started === 1) firstAt = lastAt;
    if (started === jobs) done();
  });
  await Promise.race([allDone, rest(RUN_LIMIT_MS)]);
  const result = { perSecond: perSecond(started - 1, lastAt - firstAt) };
  if (started < jobs) return result;
  await worker.stop();
  if (started !== jobs) throw new Error(`${started} jobs ran instead of ${jobs}`);
  return result;
}

async function measureEnqueue(queue: Queue, jobs: number, callers: number): Promise<MeasureResult> {
  for (let i = 0; i < WARM_UP_JOBS; i++) await queue.enqueue();
  let left = jobs;
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  const caller = async () => {
    while (left-- > 0 && performance.now() - startedAt < ENQUEUE_LIMIT_MS) {
      const calledAt = performance.now();
      await queue.enqueue();
      latenciesMs.push(performance.now() - calledAt);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return {
    perSecond: perSecond(latenciesMs.length, performance.now() - startedAt),
    latency: latencyOf(latenciesMs),
  };
}

async function measureBulk(queue: Queue, rows: number, calls: number): Promise<MeasureResult> {
  await queue.enqueueMany(rows);
  const startedAt = performance.now();
  for (let call = 0; call < calls; call++) await queue.enqueueMany(rows);
  return { perSecond: perSecond(rows * calls, performance.now() - startedAt) };
}

async function measurePickUp(queue: Queue, request: MeasureRequest, samples: number): Promise<MeasureResult> {
  const { module, place, settings } = request;
  const workerRequest: WorkerRequest = { module, place, settings, tellStarts: true };
  const worker = fork(new URL("./worker-process.ts", import.meta.url), [JSON.stringify(workerRequest)]);
  const latenciesMs: number[] = [];
  const afterReplyMs: number[] = [];
  try {
    await messageFrom(worker, (message) => message.kind === "ready");
    for (let sample = -PICK_UP_WARM_UP; sample < samples; sample++) {
      await rest(PICK_UP_REST_MS + Math.random() * PICK_UP_REST_MS);
      // Listening before the call: the worker may be faster than the reply.
      const started = messageFrom(worker, (message) => message.kind === "started");
      const calledAt = process.hrtime.bigint();
      await queue.enqueue();
      const repliedAt = process.hrtime.bigint();
      const { atNs } = await started;
      if (sample < 0) continue;
      latenciesMs.push(Number(BigInt(atNs) - calledAt) / 1e6);
      afterReplyMs.push(Number(BigInt(atNs) - repliedAt) / 1e6);
    }
  } finally {
    worker.kill();
    await once(worker, "exit");
  }
  return { latency: latencyOf(latenciesMs), afterReply: latencyOf(afterReplyMs) };
}

function messageFrom(
  worker: ChildProcess,
  fits: (message: WorkerMessage) => boolean,
): Promise<WorkerMessage> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error("The worker process ended"));
    const onMessage = (message: WorkerMessage) => {
      if (!fits(message)) return;
      worker.off("message", onMessage);
      worker.off("exit", onExit);
      resolve(message);
    };
    worker.on("message", onMessage);
    worker.on("exit", onExit);
  });
}

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function measure(queue: Queue, request: MeasureRequest): Promise<MeasureResult> {
  const { measurement } = request;
  switch (measurement.kind) {
    case "run":
      return measureRun(queue, measurement.jobs);
    case "enqueue":
      return measureEnqueue(queue, measurement.jobs, measurement.callers);
    case "bulk":
      return measureBulk(queue, measurement.rows, measurement.calls);
    case "pick-up":
      return measurePickUp(queue, request, measurement.samples);
    default:
      return measurement satisfies never;
  }
}

const request: MeasureRequest = JSON.parse(process.argv[2] ?? "{}");
const { prepare, open }: QueueModule = await import(request.module);
await prepare(request.place);
const queue = await open(request.place, request.settings);
const result = await measure(queue, request);
await queue.close();
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);
