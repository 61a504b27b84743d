/**
 * How long one action on 100,000 jobs keeps SQLite's write lock from others at a stretch: a thread of its own asks for the lock
 * all the time. The jobs that are deleted have attempts, and half as many decks lie beside them. Prints the longest and the 99th
 * percentile of the refused stretches, in ms, for each action.
 */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import Database from "better-sqlite3";
import type { Caller } from "@/lib/auth/caller";
import { config } from "@/lib/config";
import { actOnMatching, type BulkAction } from "@/lib/jobs/bulk";
import { enqueueBulk } from "@/lib/jobs/enqueue-bulk";
import type { JobFilter } from "@/lib/jobs/job-filter";
import { cleanUp } from "@/lib/jobs/maintenance";
import type { JobStatus } from "@/lib/jobs/state";
import { latencyOf } from "../latency";
import type { Place } from "../queue";
import { prepare } from "./engine-queue";
import { fillHistory } from "./fill-history";
import { LESSON_ID } from "./fresh-database";

const JOBS = 100_000;
/** Of which all but the newest of each lesson may go. */
const DECKS = 50_000;
const DECKS_PER_LESSON = 5;
const DECK_CHARACTERS = 8_000;
const OLD_HOURS = 240;
/** The most that one request may create (lib/contract/bulk.ts). */
const BULK = 1_000;
const REQUESTS = 20;

const service: Caller = { kind: "service", userId: null, name: "bench", email: null, role: "admin" };

/** Half of the finished jobs, and all decks, are `OLD_HOURS` old. */
function addDecks(file: string): void {
  const database = new Database(file);
  database.pragma("synchronous = OFF");
  const oldMs = Date.now() - OLD_HOURS * 3_600_000;
  database
    .prepare(
      `UPDATE presentation_jobs SET completed_at = ? WHERE id IN
         (SELECT id FROM presentation_jobs WHERE completed_at IS NOT NULL ORDER BY completed_at LIMIT ?)`,
    )
    .run(oldMs, JOBS);
  const addLesson = database.prepare(
    "INSERT INTO lessons (id, title, content, content_format, created_at, updated_at) VALUES (?, 'Bench', '# Bench', 'markdown', ?, ?)",
  );
  const addDeck = database.prepare(
    `INSERT INTO presentations (id, lesson_id, lesson_revision, status, style, title, total_slides, content, created_at, updated_at)
     VALUES (?, ?, 1, 'stale', 'default', 'Bench', 12, ?, ?, ?)`,
  );
  const content = JSON.stringify({ text: "x".repeat(DECK_CHARACTERS) });
  database.transaction(() => {
    for (let n = 0; n < DECKS; n++) {
      const lesson = `lesson-${Math.floor(n / DECKS_PER_LESSON)}`;
      if (n % DECKS_PER_LESSON === 0) addLesson.run(lesson, oldMs, oldMs);
      addDeck.run(randomUUID(), lesson, content, oldMs + n, oldMs + n);
    }
  })();
  database.pragma("wal_checkpoint(TRUNCATE)");
  database.close();
}

async function actOnAll(action: BulkAction, status: JobStatus[]): Promise<void> {
  const filter: JobFilter = { include_finished: true, status };
  let done = 0;
  for await (const progress of actOnMatching(action, filter, service)) done = progress.done;
  if (done !== JOBS) throw new Error(`${action.kind} changed ${done} jobs`);
}

async function create(key: () => string | undefined): Promise<void> {
  const jobs = Array.from({ length: BULK }, () => ({ lesson_id: LESSON_ID }));
  for (let request = 0; request < REQUESTS; request++) await enqueueBulk(jobs, service, key());
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
// Filled before anybody opens it.
await prepare(place);
const { database } = config();
if (database.kind !== "sqlite") throw new Error("Measured on SQLite only");
const { path: file } = database;
await fillHistory(file, 2 * JOBS, JOBS);
addDecks(file);

const actions: [string, () => Promise<void>][] = [
  ["cancel", () => actOnAll({ kind: "cancel", reason: "" }, ["pending"])],
  ["retry", () => actOnAll({ kind: "retry", force: true }, ["cancelled"])],
  [
    "clean",
    async () => {
      const { deleted_jobs } = await cleanUp({ max_age_hours: OLD_HOURS - 1, dry_run: false }, service);
      if (deleted_jobs !== JOBS) throw new Error(`${deleted_jobs} jobs were cleaned up`);
    },
  ],
  ["remove", () => actOnAll({ kind: "delete" }, ["completed", "failed"])],
  ["create", () => create(() => undefined)],
  ["createKeyed", () => create(randomUUID)],
];
const result: Record<string, Awaited<ReturnType<typeof watched>>> = {};
for (const [name, work] of actions) result[name] = await watched(file, work);
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);
