/**
 * Our engine's core insert alone: the group commit and the INSERT of `enqueueJob`, without its place in the queue for the answer.
 * What the peers' enqueue does is this; the difference to `engine-queue.ts` is the price of the answer.
 */
import { randomUUID } from "node:crypto";
import { db } from "@/lib/db/client";
import { GroupCommit } from "@/lib/jobs/group-commit";
import type { JobRow } from "@/lib/jobs/job-row";
import { insertJobRows, type NewJob } from "@/lib/jobs/store/insert-jobs";
import type { Place, Queue, Settings } from "../queue";
import { open as openEngine, prepare } from "./engine-queue";
import { LESSON_ID } from "./fresh-database";

/** As in lib/jobs/enqueue.ts. */
const MAX_BATCH = 500;

export { prepare };

export async function open(place: Place, settings: Settings): Promise<Queue> {
  const queue = await openEngine(place, settings);
  const inserts = new GroupCommit<NewJob, JobRow | null>(async (jobs) => {
    const rows = await insertJobRows(db(), jobs);
    return jobs.map((job) => rows.get(job.id) ?? null);
  }, MAX_BATCH);
  return {
    ...queue,
    async enqueue() {
      const id = randomUUID();
      await inserts.add(newJob(id));
      return id;
    },
  };
}

export function newJob(id: string): NewJob {
  return {
    id,
    lessonId: LESSON_ID,
    owner: null,
    userId: null,
    priority: "normal",
    style: "default",
    useLlmPolish: false,
    timeoutSeconds: 30,
    maxRetries: 2,
    runAtMs: null,
    span: null,
  };
}
