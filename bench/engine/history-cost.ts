/**
 * What claim, settle and enqueue cost at 1,000,000 finished and 100,000 pending jobs, against an empty table: both databases in
 * one process, measured in turn, so that noise hits both alike. Prints medians in ms and their ratios.
 */
import { randomUUID } from "node:crypto";
import { copyFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { config } from "@/lib/config";
import { type Db, openDatabase } from "@/lib/db/client";
import { claimJobs } from "@/lib/jobs/store/claim-jobs";
import { insertJobs } from "@/lib/jobs/store/insert-jobs";
import { settleJobs } from "@/lib/jobs/store/settle-jobs";
import { latencyOf } from "../latency";
import type { Place } from "../queue";
import { prepare } from "./engine-queue";
import { fillHistory } from "./fill-history";
import { newJob } from "./insert-queue";

const FINISHED = 1_000_000;
const PENDING = 100_000;
const ROUNDS = 400;
const WARM_UP_ROUNDS = 50;
/** Jobs of a claim: the default slots. */
const BATCH = 10;
const LEASE_MS = 30_000;

const workerId = "bench";
const steps = ["enqueue", "claim", "settle"] as const;
type Step = (typeof steps)[number];

class Subject {
  readonly timesMs: Record<Step, number[]> = { enqueue: [], claim: [], settle: [] };

  constructor(readonly db: Db) {}

  async #timed<T>(step: Step, work: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    const result = await work();
    this.timesMs[step].push(performance.now() - startedAt);
    return result;
  }

  /** Leaves as many jobs pending as it found. */
  async round(): Promise<void> {
    await this.#timed("enqueue", () => insertJobs(this.db, [newJob(randomUUID())]));
    await insertJobs(
      this.db,
      Array.from({ length: BATCH - 1 }, () => newJob(randomUUID())),
    );
    const claimed = await this.#timed("claim", () =>
      this.db.$transaction((tx) => claimJobs(tx, { workerId, limit: BATCH, leaseMs: LEASE_MS })),
    );
    if (claimed.length !== BATCH) throw new Error(`Claimed ${claimed.length} jobs`);
    const settlements = claimed.map((job) => ({
      kind: "completed" as const,
      lease: { jobId: job.id, token: job.lease_token },
      stages: null,
      message: "Done",
      result: {},
      deck: null,
    }));
    await this.#timed("settle", () => this.db.$transaction((tx) => settleJobs(tx, settlements)));
  }

  forget(): void {
    for (const step of steps) this.timesMs[step] = [];
  }

  medianMs(step: Step): number {
    return latencyOf(this.timesMs[step]).p50;
  }
}

const place: Place = JSON.parse(process.argv[2] ?? "{}");
// Both databases come from one migration: the full one is filled before anybody opens it.
await prepare(place);
const { database } = config();
if (database.kind !== "sqlite") throw new Error("Measured on SQLite only");
const emptyFile = path.join(place.folder, "empty", "bench.db");
mkdirSync(path.dirname(emptyFile));
copyFileSync(database.path, emptyFile);

const filledAt = performance.now();
await fillHistory(database.path, FINISHED, PENDING);
const fillSeconds = (performance.now() - filledAt) / 1000;

const full = new Subject(openDatabase(database));
const empty = new Subject(openDatabase({ kind: "sqlite", path: emptyFile }));
for (let round = 0; round < WARM_UP_ROUNDS; round++) {
  await empty.round();
  await full.round();
}
full.forget();
empty.forget();
for (let round = 0; round < ROUNDS; round++) {
  await empty.round();
  await full.round();
}

const result = Object.fromEntries(
  steps.map((step) => {
    const [emptyMs, fullMs] = [empty.medianMs(step), full.medianMs(step)];
    return [step, { emptyMs, fullMs, ratio: fullMs / emptyMs }];
  }),
);
process.stdout.write(`${JSON.stringify({ ...result, fillSeconds })}\n`);
process.exit(0);
