/**
 * How long one action on 100,000 jobs keeps SQLite's write lock from others at a stretch: a thread of its own asks for the lock
 * all the time. Prints the longest and the 99th percentile of the refused stretches, in ms, for each action.
 */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Caller } from "@/lib/auth/caller";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { actOnMatching, type BulkAction } from "@/lib/jobs/bulk";
import { enqueueBulk } from "@/lib/jobs/enqueue-bulk";
import { cleanUp } from "@/lib/jobs/maintenance";
import { latencyOf } from "../latency";
import type { Place } from "../queue";
import { prepare } from "./engine-queue";
import { fillHistory } from "./fill-history";
import { LESSON_ID } from "./fresh-database";

const JOBS = 100_000;
/** The most that one request may create (lib/contract/bulk.ts). */
const BULK = 1_000;
const KEYED_REQUESTS = 20;

const service: Caller = { kind: "service", userId: null, name: "bench", email: null, role: "admin" };

async function actOnAll(action: BulkAction): Promise<void> {
  let done = 0;
  for await (const progress of actOnMatching(action, { include_finished: true }, service))
    done = progress.done;
  if (done !== JOBS) throw new Error(`${action.kind} changed ${done} jobs`);
}

async function createKeyed(): Promise<void> {
  const jobs = Array.from({ length: BULK }, () => ({ lesson_id: LESSON_ID }));
  for (let request = 0; request < KEYED_REQUESTS; request++) await enqueueBulk(jobs, service, randomUUID());
}

/** Refused stretches while `work` runs. */
async function watched(file: string, work: () => Promise<void>) {
  const stop = new SharedArrayBuffer(4);
  const probe = new Worker(new URL("./lock-probe.mjs", import.meta.url), { workerData: { file, stop } });
  await once(probe, "message");
  await work();
  Atomics.store(new Int32Array(stop), 0, 1);
  const [stretches]: number[][] = await once(probe, "message");
  const { max, p99 } = latencyOf(stretches ?? []);
  return { max, p99, stretches: stretches?.length ?? 0 };
}

const place: Place = JSON.parse(process.argv[2] ?? "{}");
await prepare(place);
const { database } = config();
if (database.kind !== "sqlite") throw new Error("Measured on SQLite only");
fillHistory(database.path, 0, JOBS);

const cancel = await watched(database.path, () => actOnAll({ kind: "cancel", reason: "" }));
const retry = await watched(database.path, () => actOnAll({ kind: "retry", force: true }));
await actOnAll({ kind: "cancel", reason: "" });
const remove = await watched(database.path, () => actOnAll({ kind: "delete" }));
const create = await watched(database.path, createKeyed);
fillHistory(database.path, JOBS, 0);
await db().$executeRaw`UPDATE presentation_jobs SET completed_at = created_at WHERE completed_at IS NOT NULL`;
const clean = await watched(database.path, async () => {
  const { deleted_jobs } = await cleanUp({ max_age_hours: 1, dry_run: false }, service);
  if (deleted_jobs === 0) throw new Error("nothing was old enough");
});
process.stdout.write(`${JSON.stringify({ cancel, retry, remove, create, clean })}\n`);
process.exit(0);
