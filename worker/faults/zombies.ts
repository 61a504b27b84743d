/** Workers that are paused (SIGSTOP) past their lease and come back (SIGCONT) when another has taken over. */
import { strict as assert } from "node:assert";
import { existsSync, readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import Database from "better-sqlite3";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { absoluteExportPath, pendingFolder } from "@/lib/decks/files/paths";
import { getJob } from "@/lib/jobs/read";
import { stageProgress } from "@/lib/jobs/state";
import { pauseWorker, resumeWorker } from "@/lib/jobs/store/control";
import { service } from "@/lib/testing/factories";
import { Random } from "@/lib/testing/random";
import { until } from "@/lib/testing/until";
import { allJobsEnded, checkHistory } from "./history";
import { givenScriptedJob } from "./scripted-jobs";
import { gateFile } from "./scripted-thread";
import { watchFolder } from "./watch-folder";
import { HEARTBEAT_MS, WorkerProcess } from "./worker-process";

/** Paused at the same time. */
const ZOMBIES_PER_ROUND = 5;
const FILE_BYTES = 50_000;
/** Of the rounds, so many may be thrown away because the machine was too slow to set them up; one always may. */
const LOST_SHARE = 0.1;
/** One heartbeat, and what a loaded machine may be late. */
const ABANDONED_WITHIN_MS = HEARTBEAT_MS + 1_500;

export type ZombieReport = {
  zombies: number;
  /** How many came back when the second worker had finished; it was still running for the others. */
  secondDone: number;
  slowestAbandonMs: number;
  /** Rounds thrown away: a worker was so late that it lost its lease before it was paused. */
  lostRounds: number;
};

/** @throws AssertionError when a paused worker changes anything of the one that took over, or does not stop in time */
export async function wakeZombies(options: { zombies: number; seed: number }): Promise<ZombieReport> {
  const random = new Random(options.seed);
  const maxLost = Math.max(1, Math.floor((options.zombies / ZOMBIES_PER_ROUND) * LOST_SHARE));
  const report: ZombieReport = { zombies: 0, secondDone: 0, slowestAbandonMs: 0, lostRounds: 0 };
  while (report.zombies < options.zombies) {
    const count = Math.min(ZOMBIES_PER_ROUND, options.zombies - report.zombies);
    const gate = path.join(config().dataDir, `gate-${report.zombies}-${report.lostRounds}`);
    const round = new ZombieRound(random, gate);
    if (!(await round.setUp(count))) {
      report.lostRounds++;
      assert.ok(report.lostRounds <= maxLost, "workers keep losing their leases before they are paused");
      continue;
    }
    const slowestMs = await round.run(count);
    report.zombies += count;
    report.secondDone += round.doneJobs.length;
    report.slowestAbandonMs = Math.max(report.slowestAbandonMs, slowestMs);
  }
  return report;
}

/** Every second one cannot notice by itself that it was overtaken, so that its finished deck meets the fence. */
const isDeaf = (index: number) => index % 2 === 0;
const deaf = "worker/faults/deaf.ts";

class ZombieRound {
  doneJobs: string[] = [];
  #jobs: string[] = [];
  /** The progress of a job whose attempt waits at its gate. */
  readonly #atGate = new Map<string, number>();
  #zombies: WorkerProcess[] = [];
  #foldersBefore = 0;

  constructor(
    private readonly random: Random,
    private readonly gate: string,
  ) {}

  /** Workers with a job each, paused. False: a job had left its worker before, so nothing would be shown; all is cleared away. */
  async setUp(count: number): Promise<boolean> {
    if (existsSync(pendingFolder())) this.#foldersBefore = readdirSync(pendingFolder()).length;
    await this.#giveWork(count);
    await this.#pause();
    const jobs = await db().presentationJob.findMany({ where: { id: { in: this.#jobs } } });
    const isHeld = (jobId: string | undefined, worker: WorkerProcess) =>
      jobs.some(({ id, attempt, status, workerId }) => {
        return id === jobId && attempt === 1 && status === "running" && workerId === worker.id;
      });
    if (this.#zombies.every((zombie, index) => isHeld(this.#jobs[index], zombie))) return true;
    await Promise.all(this.#zombies.map((zombie) => zombie.kill()));
    await db().presentationJob.deleteMany({ where: { id: { in: this.#jobs } } });
    return false;
  }

  /** @returns the longest time from the wake-up to the last attempt's end */
  async run(count: number): Promise<number> {
    // A longer lease: this one must not be overtaken when the machine is slow.
    const second = await WorkerProcess.started({
      JOB_LEASE_SECONDS: "6",
      WORKER_CONCURRENCY: String(count),
    });
    await this.#takeOver(second);
    const before = await this.#takePicture();
    const slowestMs = await this.#wake();
    assert.deepEqual(await this.#takePicture(), before, "nothing of the second worker changed");
    await Promise.all(this.#jobs.map((jobId) => open(this.#gateOf(jobId), second)));
    await allJobsEnded();
    await this.#checkEnd(second);
    await Promise.all([...this.#zombies, second].map((worker) => worker.kill()));
    return slowestMs;
  }

  #gateOf = (jobId: string) => `${this.gate}-${this.#jobs.indexOf(jobId)}`;

  async #giveWork(count: number): Promise<void> {
    const env = { WORKER_CONCURRENCY: "1" };
    this.#zombies = await Promise.all(
      Array.from({ length: count }, (_, index) => WorkerProcess.started(env, isDeaf(index) ? [deaf] : [])),
    );
    for (const { id } of this.#zombies) await pauseWorker(db(), id, null);
    for (const [index, zombie] of this.#zombies.entries()) {
      // Some are overtaken before they write their files, some after. Deaf ones report only their first stage.
      const gateAfterFiles = !isDeaf(index) && this.random.next() < 0.5;
      const atGate = stageProgress[gateAfterFiles ? "publish" : "parse"];
      await resumeWorker(db(), zombie.id);
      const script = { gate: `${this.gate}-${index}`, gateAfterFiles, fileBytes: FILE_BYTES };
      const jobId = await givenScriptedJob(script);
      this.#jobs.push(jobId);
      this.#atGate.set(jobId, atGate);
      await until(async () => (await getJob(jobId, service)).progress === atGate || null);
    }
    this.doneJobs = this.#jobs.slice(0, Math.ceil(count / 2));
  }

  /** A process that is stopped inside a write keeps SQLite's lock: that is another fault, so such a stop is tried again. */
  async #pause(): Promise<void> {
    for (const zombie of this.#zombies) {
      zombie.signal("SIGSTOP");
      while (isDatabaseLocked()) {
        zombie.signal("SIGCONT");
        await until(async () => !isDatabaseLocked() || null);
        zombie.signal("SIGSTOP");
      }
    }
  }

  /** The second worker holds all jobs, and has finished some. */
  async #takeOver(second: WorkerProcess): Promise<void> {
    await Promise.all(this.doneJobs.map((jobId) => open(this.#gateOf(jobId), second)));
    await until(async () => {
      const where = { id: { in: this.#jobs }, workerId: second.id };
      const taken = await db().presentationJob.findMany({ where });
      const done = taken.filter((job) => job.status === "completed").length;
      const atGate = taken.filter(
        (job) => job.status === "running" && job.progress === this.#atGate.get(job.id),
      ).length;
      return (done === this.doneJobs.length && done + atGate === this.#jobs.length) || null;
    });
  }

  async #wake(): Promise<number> {
    // Deaf ones find their work finished, and write. Of the others some do; they may notice before.
    for (const [index, zombie] of this.#zombies.entries()) {
      const jobId = this.#jobs[index];
      if (jobId && (isDeaf(index) || this.random.next() < 0.5)) await open(this.#gateOf(jobId), zombie);
    }
    const from = Date.now();
    for (const zombie of this.#zombies) zombie.signal("SIGCONT");
    const refused = await Promise.all(
      this.#zombies.map((zombie) => zombie.logged(/^(stale_write_blocked|attempt_settled)$/)),
    );
    for (const [index, lines] of refused.entries()) {
      assert.equal(lines[0]?.msg, "stale_write_blocked", "a late end was written");
      if (isDeaf(index)) assert.equal(lines[0]?.outcome, "deck", "a finished deck was refused");
    }
    const slowestMs = Math.max(...refused.flat().map((line) => Date.parse(line.time) - from));
    assert.ok(slowestMs <= ABANDONED_WITHIN_MS, `abandoned after ${slowestMs} ms`);
    await this.#ownFilesRemoved();
    return slowestMs;
  }

  /** What the zombies had written goes. The second worker's unfinished attempts hold theirs. */
  async #ownFilesRemoved(): Promise<void> {
    if (!existsSync(pendingFolder())) return;
    const held = this.#jobs.filter(
      (jobId) => !this.doneJobs.includes(jobId) && this.#atGate.get(jobId) === stageProgress.publish,
    );
    await watchFolder(
      pendingFolder(),
      () => readdirSync(pendingFolder()).length === this.#foldersBefore + held.length || null,
    );
  }

  async #takePicture() {
    const jobs = await Promise.all(this.#jobs.map((jobId) => getJob(jobId, service)));
    const attempts = await db().jobAttempt.findMany({ where: { jobId: { in: this.#jobs } } });
    const decks = await db().presentation.findMany({ include: { files: true } });
    const files: Record<string, string> = {};
    for (const { path: relative } of decks.flatMap((deck) => deck.files)) {
      files[relative] = await readFile(absoluteExportPath(relative), "utf8");
    }
    return { jobs, attempts, decks, files };
  }

  async #checkEnd(second: WorkerProcess): Promise<void> {
    await checkHistory(this.#jobs);
    const attempts = await db().jobAttempt.findMany({
      where: { jobId: { in: this.#jobs } },
      orderBy: { attempt: "asc" },
    });
    for (const jobId of this.#jobs) {
      const mine = attempts.filter((attempt) => attempt.jobId === jobId);
      assert.deepEqual(
        mine.map(({ outcome }) => outcome),
        ["orphaned", "completed"],
      );
      assert.equal(mine.at(-1)?.workerId, second.id, "the second worker's result stands");
    }
  }
}

const open = (gate: string, worker: WorkerProcess) => writeFile(gateFile(gate, worker.pid), "");

/** Only SQLite has one lock for all writers. */
function isDatabaseLocked(): boolean {
  const { database } = config();
  if (database.kind !== "sqlite") return false;
  const connection = new Database(database.path, { timeout: 100 });
  try {
    connection.exec("BEGIN IMMEDIATE; ROLLBACK");
    return false;
  } catch {
    return true;
  } finally {
    connection.close();
  }
}
