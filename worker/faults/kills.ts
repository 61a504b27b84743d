/** `kill -9` on workers at random points of their work, while other workers go on. */
import { strict as assert } from "node:assert";
import { db } from "@/lib/db/client";
import { Random } from "@/lib/testing/random";
import { until } from "@/lib/testing/until";
import { allJobsEnded, checkHistory, type Tally } from "./history";
import { givenScriptedJob } from "./scripted-jobs";
import { HEARTBEAT_MS, LEASE_MS, WorkerProcess } from "./worker-process";

const WORKERS = 4;
/** Of a round; the others work on while as many start anew. */
const VICTIMS = 2;
/** More than all slots, so that whoever is killed is at work. */
const JOBS_PER_ROUND = 7;
/** A sweep comes every heartbeat; the rest is what a machine may be late that starts twenty other processes meanwhile. */
const REQUEUED_WITHIN_MS = LEASE_MS + HEARTBEAT_MS + 6_000;

export type KillReport = {
  kills: number;
  jobs: number;
  /** Attempts that a kill cut off. */
  cutOff: number;
  slowestRequeueMs: number;
  tally: Tally;
};

/** @throws AssertionError when a job is lost, ends twice, or waits too long for its dead worker's lease */
export async function killWorkers(options: { kills: number; seed: number }): Promise<KillReport> {
  const random = new Random(options.seed);
  let fleet = await startWorkers(WORKERS);
  const killed: WorkerProcess[] = [];
  const jobs: string[] = [];
  while (killed.length < options.kills) {
    for (let job = 0; job < JOBS_PER_ROUND; job++) {
      jobs.push(await givenScriptedJob({ ms: random.int(50, 400), fileBytes: random.int(1, 100_000) }));
    }
    const victims = random.shuffled(fleet).slice(0, Math.min(VICTIMS, options.kills - killed.length));
    const delaysMs = victims.map(() => random.int(0, 200));
    await Promise.all(victims.map((victim, index) => killAtWork(victim, delaysMs[index] ?? 0)));
    killed.push(...victims);
    fleet = fleet.filter((worker) => !victims.includes(worker));
    fleet.push(...(await startWorkers(victims.length)));
  }
  await allJobsEnded();
  await Promise.all(fleet.map((worker) => worker.kill()));
  const tally = await checkHistory(jobs);
  assert.equal(tally.completed, jobs.length, "every job completed");
  const delays = await requeueDelays(killed);
  const slowestRequeueMs = Math.max(0, ...delays);
  assert.ok(slowestRequeueMs <= REQUEUED_WITHIN_MS, `re-queued after ${slowestRequeueMs} ms`);
  return { kills: killed.length, jobs: jobs.length, cutOff: delays.length, slowestRequeueMs, tally };
}

const startWorkers = (count: number) =>
  Promise.all(Array.from({ length: count }, () => WorkerProcess.started({ WORKER_CONCURRENCY: "1" })));

async function killAtWork(worker: WorkerProcess, delayMs: number): Promise<void> {
  await until(async () => {
    const works = await db().presentationJob.count({ where: { workerId: worker.id, status: "running" } });
    return works > 0 || (await db().presentationJob.count({ where: { status: "pending" } })) === 0 || null;
  });
  // No wait for anything: the fault itself comes at a random time.
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  await worker.kill();
}

/** Milliseconds from each kill to the end of each attempt that it left behind. */
async function requeueDelays(killed: readonly WorkerProcess[]): Promise<number[]> {
  const killedAt = new Map(killed.map((worker) => [worker.id, worker.killedAt ?? 0]));
  const orphaned = await db().jobAttempt.findMany({ where: { outcome: "orphaned" } });
  return orphaned.map(({ workerId, endedAt }) => {
    const from = killedAt.get(workerId);
    assert.ok(from !== undefined, `worker ${workerId} lost a lease although it lived`);
    return (endedAt?.getTime() ?? 0) - from;
  });
}
