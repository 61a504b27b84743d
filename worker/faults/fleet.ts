/** Many workers empty one queue. */
import { strict as assert } from "node:assert";
import { db } from "@/lib/db/client";
import { allJobsEnded, checkHistory } from "./history";
import { givenScriptedJobs } from "./scripted-jobs";
import { WorkerProcess } from "./worker-process";

export type FleetReport = { workers: number; jobs: number; jobsPerSecond: number; jobsPerWorker: number[] };

/** @throws AssertionError when a job is not completed by exactly one attempt */
export async function emptyQueue(options: { workers: number; jobs: number }): Promise<FleetReport> {
  const jobs = await givenScriptedJobs(options.jobs, {});
  const from = Date.now();
  const fleet = await Promise.all(
    // The lease is not the subject, and must outlast the rush of many processes on few cores.
    Array.from({ length: options.workers }, () =>
      WorkerProcess.started({ JOB_LEASE_SECONDS: "30", WORKER_CONCURRENCY: "1" }),
    ),
  );
  await allJobsEnded();
  const seconds = (Date.now() - from) / 1000;
  await Promise.all(fleet.map((worker) => worker.kill()));
  assert.equal((await checkHistory(jobs)).completed, options.jobs, "every job completed");
  const attempts = await db().jobAttempt.findMany({ select: { workerId: true } });
  assert.equal(attempts.length, options.jobs, "every job was worked on once");
  const jobsPerWorker = fleet.map(({ id }) => attempts.filter(({ workerId }) => workerId === id).length);
  return {
    workers: options.workers,
    jobs: options.jobs,
    jobsPerSecond: Math.round(options.jobs / seconds),
    jobsPerWorker,
  };
}
