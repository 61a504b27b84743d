/**
 * 200 creations a second by `enqueueJob` while two worker processes run flat out through a large backlog. The creations come at
 * fixed times whether or not the last ones are done, and each is timed from when it should have begun, so that a stall is felt
 * by all that it delays. Prints `{ latency, errors, workedPerSecond, pendingAtEnd }`.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { db } from "@/lib/db/client";
import { pauseQueue, resumeQueue } from "@/lib/jobs/store/control";
import { latencyOf } from "../latency";
import type { Place } from "../queue";
import type { WorkerRequest } from "../worker-process";
import { open, prepare } from "./engine-queue";

const CREATIONS_PER_SECOND = 200;
const SECONDS = 10;
const WORKERS = 2;
const WORKER_SLOTS = 10;
const BACKLOG = 120_000;

const countJobs = async () => {
  const rows = await db().$queryRaw<{ status: string; count: bigint }[]>`
    SELECT status, COUNT(*) AS count FROM presentation_jobs GROUP BY status`;
  return new Map(rows.map(({ status, count }) => [status, Number(count)]));
};

const place: Place = JSON.parse(process.argv[2] ?? "{}");
const settings = { slots: WORKER_SLOTS, tuned: false };
await prepare(place);
const queue = await open(place, settings);
// Nothing runs before everybody is there.
await pauseQueue(db(), { reason: "bench", by: "bench", resumeAtMs: null });
for (let stored = 0; stored < BACKLOG; stored += 1000) await queue.enqueueMany(1000);

const workerRequest: WorkerRequest = {
  module: "./engine/engine-queue.ts",
  place,
  settings,
  tellStarts: false,
};
const workers = Array.from({ length: WORKERS }, () =>
  fork(new URL("../worker-process.ts", import.meta.url), [JSON.stringify(workerRequest)]),
);
await Promise.all(workers.map((worker) => once(worker, "message")));

await resumeQueue(db());
const startedAt = performance.now();
const latenciesMs: number[] = [];
const errors: string[] = [];
async function create(dueAt: number): Promise<void> {
  try {
    await queue.enqueue();
    latenciesMs.push(performance.now() - dueAt);
  } catch (error) {
    errors.push(String(error));
  }
}
const creations: Promise<void>[] = [];
await new Promise<void>((resolve) => {
  const timer = setInterval(() => {
    const due = ((performance.now() - startedAt) * CREATIONS_PER_SECOND) / 1000;
    while (creations.length < Math.min(due, CREATIONS_PER_SECOND * SECONDS)) {
      creations.push(create(startedAt + (creations.length * 1000) / CREATIONS_PER_SECOND));
    }
    if (creations.length < CREATIONS_PER_SECOND * SECONDS) return;
    clearInterval(timer);
    resolve();
  }, 1);
});
await Promise.all(creations);
const elapsedMs = performance.now() - startedAt;
const counts = await countJobs();
for (const worker of workers) worker.kill("SIGKILL");

const result = {
  latency: latencyOf(latenciesMs),
  errors: errors.length,
  firstError: errors[0] ?? null,
  workedPerSecond: ((counts.get("completed") ?? 0) * 1000) / elapsedMs,
  // Must not be 0, else the workers were not busy throughout.
  pendingAtEnd: counts.get("pending") ?? 0,
};
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);
