/** Workers that say they live, and what the API is to tell of them. */
import type { WorkerAnswer } from "@/lib/contract/queue";
import { db } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { registerWorker, reportAlive } from "@/lib/jobs/workers";
import { processFacts } from "./factories";

/** Registers one for each state in the place of all there are. They live for a minute. @returns in the API's words and order */
export async function givenLiveWorkers(states: readonly ("active" | "draining")[]): Promise<WorkerAnswer[]> {
  await db().worker.deleteMany();
  const workers: WorkerAnswer[] = [];
  for (const [index, state] of states.entries()) {
    const identity = { id: `live-${index}`, host: `host-${index}`, pid: 100 + index, version: "1", slots: 4 };
    const runningJobs = index + 2;
    await registerWorker(db(), identity);
    await reportAlive(db(), identity, { ...processFacts, runningJobs });
    if (state === "draining") {
      await db().$executeRaw`UPDATE workers SET draining_at = ${sql.now} WHERE id = ${identity.id}`;
    }
    const { id, ...rest } = identity;
    const row = await db().worker.findUniqueOrThrow({ where: { id } });
    workers.push({
      worker_id: id,
      ...rest,
      state,
      running_jobs: runningJobs,
      memory_bytes: processFacts.memoryBytes,
      started_at: row.startedAt.toISOString(),
      heartbeat_at: row.heartbeatAt.toISOString(),
      paused_at: null,
      resume_at: null,
      draining_at: row.drainingAt?.toISOString() ?? null,
    });
  }
  return workers;
}
