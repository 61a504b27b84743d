/**
 * A worker as `worker/worker.ts` puts it together — register, heartbeat, lease checks, housekeeping, pool — with work that does
 * nothing, so that only the engine is measured.
 */
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { config } from "@/lib/config";
import { openChangeSource } from "@/lib/db/change-feed";
import { db } from "@/lib/db/client";
import type { ClaimedJob } from "@/lib/jobs/store/claim-jobs";
import { registerWorker, reportAlive, unregisterWorker } from "@/lib/jobs/workers";
import { logger } from "@/lib/log";
import { Housekeeping } from "@/worker/housekeeping";
import { Leases } from "@/worker/leases";
import { type AttemptEnd, Pool } from "@/worker/pool";
import { ProcessWatch } from "@/worker/process-watch";
import type { RunningWorker } from "../queue";

const CHECK_LEASES_MS = 200;

/**
 * @param onStart called as the handler of a job starts
 * @param workMs how long it takes
 */
export async function startNoOpWorker(
  slots: number,
  onStart: (jobId: string) => void,
  workMs = 0,
): Promise<RunningWorker> {
  const { database, leaseMs } = config();
  const log = logger("jobs");
  const identity = {
    id: `bench-${randomUUID()}`,
    host: hostname(),
    pid: process.pid,
    version: "bench",
    slots,
  };
  const feed = openChangeSource(database);
  const leases = new Leases(db(), leaseMs);
  const housekeeping = new Housekeeping(db(), config(), log, identity.id);

  const execute = async (job: ClaimedJob): Promise<AttemptEnd> => {
    const lease = { jobId: job.id, token: job.lease_token };
    leases.hold(lease, () => {});
    onStart(job.id);
    if (workMs > 0) await delay(workMs);
    return {
      settlement: { kind: "completed", lease, stages: null, message: "Done", result: {}, deck: null },
      onSettled: () => leases.drop(lease),
    };
  };
  const pool = new Pool({ db: db(), feed, log, workerId: identity.id, slots, leaseMs, execute });

  await registerWorker(db(), identity);
  const watch = new ProcessWatch();
  const heartbeat = setInterval(() => {
    void leases.renew();
    void watch
      .read()
      .then((facts) => reportAlive(db(), identity, { ...facts, runningJobs: pool.runningJobs }));
  }, leaseMs / 3);
  let check: NodeJS.Timeout | null = null;
  const unsubscribe = feed.subscribe(() => {
    check ??= setTimeout(() => {
      check = null;
      void leases.check();
    }, CHECK_LEASES_MS);
  });
  housekeeping.start();
  pool.start();
  return {
    async stop() {
      housekeeping.stop();
      await pool.stop();
      unsubscribe();
      if (check) clearTimeout(check);
      clearInterval(heartbeat);
      await unregisterWorker(db(), identity.id);
    },
  };
}
