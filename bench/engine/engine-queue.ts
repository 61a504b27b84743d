/** Our engine, as the benchmark sees it. */
import type { Caller } from "@/lib/auth/caller";
import { generateInput } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { enqueueJob, enqueueJobs } from "@/lib/jobs/enqueue";
import type { Place, Queue, Settings } from "../queue";
import { LESSON_ID, migrateDatabaseAt, pointToDatabase } from "./fresh-database";
import { startNoOpWorker } from "./no-op-worker";

export const benchCaller: Caller = {
  kind: "service",
  userId: null,
  name: "bench",
  email: null,
  role: "admin",
};
export const benchInput = generateInput.parse({ lesson_id: LESSON_ID, use_llm_polish: false });

export async function prepare(place: Place): Promise<void> {
  await migrateDatabaseAt(place);
  await db().$disconnect();
}

export async function open(place: Place, { slots }: Settings): Promise<Queue> {
  pointToDatabase(place);
  return {
    async enqueueMany(count) {
      const ids = await enqueueJobs(Array(count).fill(benchInput), benchCaller);
      if (ids.includes(null)) throw new Error("A job was refused");
    },
    enqueue: async () => (await enqueueJob(benchInput, benchCaller)).job_id,
    startWorker: (onJob) => startNoOpWorker(slots, onJob),
    close: () => db().$disconnect(),
  };
}
