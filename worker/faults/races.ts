/** Several processes that want different things of the same job at the same time. */
import { strict as assert } from "node:assert";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { db } from "@/lib/db/client";
import { cancelJob } from "@/lib/jobs/cancel";
import { bundle } from "@/lib/testing/bundle";
import { service } from "@/lib/testing/factories";
import { Random } from "@/lib/testing/random";
import { checkHistory } from "./history";
import type { RivalCommand, Win } from "./rival";
import { givenScriptedJobs } from "./scripted-jobs";

class Rival {
  readonly #ended: Promise<never>;

  private constructor(private readonly child: ChildProcess) {
    this.#ended = once(child, "exit").then(([code]) => {
      throw new Error(`A rival ended with ${code}`);
    });
    this.#ended.catch(() => {});
  }

  static async start(): Promise<Rival> {
    const child = fork(bundle("worker/faults/rival.ts"));
    const rival = new Rival(child);
    await rival.#answer();
    return rival;
  }

  async ask(command: RivalCommand): Promise<Win[]> {
    const answer = this.#answer();
    this.child.send(command);
    return (await answer) as Win[];
  }

  end(): void {
    this.child.disconnect();
  }

  async #answer(): Promise<unknown> {
    return Promise.race([nextMessage(this.child), this.#ended]);
  }
}

/** Without `once` of node:events, whose listener for errors stays until there is a message. */
const nextMessage = (child: ChildProcess) =>
  new Promise<unknown>((resolve) => child.once("message", resolve));

export type RaceReport = { races: number; cancelled: number; completed: number };

/** Of a group both sides begin at the same moment, each in its own order, so that they often meet. */
const GROUP = 4;

/** One process cancels what another completes. @throws AssertionError when a job has two winners, or none */
export async function raceCancelAgainstComplete(options: {
  races: number;
  seed: number;
}): Promise<RaceReport> {
  const random = new Random(options.seed);
  const rival = await Rival.start();
  const jobs = await givenScriptedJobs(options.races, {});
  let completed = 0;
  let cancelled = 0;
  while (completed + cancelled < options.races) {
    const group = (await rival.ask({ kind: "claim", limit: GROUP })).map(({ jobId }) => jobId);
    assert.ok(group.length > 0, "jobs are left to race for");
    const [wins, mine] = await Promise.all([
      rival.ask({ kind: "complete", jobIds: random.shuffled(group) }),
      cancelAll(random.shuffled(group)),
    ]);
    const winners = [...wins.map(({ jobId }) => jobId), ...mine].sort();
    assert.deepEqual(winners, [...group].sort(), "each job has one winner");
    completed += wins.length;
    cancelled += mine.length;
  }
  rival.end();
  const tally = await checkHistory(jobs);
  assert.deepEqual([tally.completed, tally.cancelled], [completed, cancelled], "rows say who won");
  return { races: options.races, cancelled, completed };
}

async function cancelAll(jobIds: readonly string[]): Promise<string[]> {
  const won: string[] = [];
  for (const jobId of jobIds) {
    await cancelJob(jobId, null, service).then(
      () => won.push(jobId),
      (error: unknown) => assert.equal((error as { code?: string }).code, "job_not_cancellable"),
    );
  }
  return won;
}

export type BrawlReport = { steps: number; wins: Record<string, number> };

/**
 * Processes claim, settle, reap, retry and cancel a few jobs at random. Afterwards what they were told must add up to what the rows
 * say: nothing took effect twice, and nothing that took effect is missing.
 */
export async function brawl(options: {
  rivals: number;
  jobs: number;
  steps: number;
  seed: number;
}): Promise<BrawlReport> {
  const rivals = await Promise.all(Array.from({ length: options.rivals }, () => Rival.start()));
  const jobIds = await givenScriptedJobs(options.jobs, {});
  const steps = Math.ceil(options.steps / options.rivals);
  const answers = await Promise.all(
    rivals.map((rival, index) => rival.ask({ kind: "act", jobIds, steps, seed: options.seed + index })),
  );
  for (const rival of rivals) rival.end();
  const wins = answers.flat();
  await checkHistory(jobIds);
  for (const job of await db().presentationJob.findMany()) {
    const count = (what: Win["what"]) =>
      wins.filter((win) => win.jobId === job.id && win.what === what).length;
    const text = `job ${job.id} is ${job.status}`;
    const isIn = (...statuses: string[]) => (statuses.includes(job.status) ? 1 : 0);
    assert.equal(count("claimed"), job.attempt, `${text}: claims`);
    assert.equal(count("completed"), isIn("completed"), `${text}: completions`);
    // Each end that is no completion was either undone by one retry, or stands.
    const ends = count("ended") + count("cancelled") + count("failed");
    assert.equal(ends, count("retried") + isIn("failed", "cancelled"), `${text}: ends`);
    assert.equal(
      count("requeued") + count("orphaned") + count("retried"),
      job.retryCount,
      `${text}: retries`,
    );
  }
  const tally: Record<string, number> = {};
  for (const { what } of wins) tally[what] = (tally[what] ?? 0) + 1;
  return { steps: steps * options.rivals, wins: tally };
}
