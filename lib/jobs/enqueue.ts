/** Requests for decks become jobs. A job is durable when its call returns. */
import { randomUUID } from "node:crypto";
import { type Caller, ownerOf } from "@/lib/auth/caller";
import { config } from "@/lib/config";
import type { GenerateInput, Job } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { refuseLesson } from "@/lib/lessons/lessons";
import { tracing } from "@/lib/tracing/tracing";
import { GroupCommit } from "./group-commit";
import { toJob } from "./job-row";
import { newQueueOutlooks } from "./queue-outlook";
import { insertJobRows, insertJobs, type NewJob } from "./store/insert-jobs";

/** Rows per statement: the database is locked for a few milliseconds, never for 50 (issue 3's bound). */
const MAX_BATCH = 500;

const inserts = new GroupCommit<NewJob, Job | null>(async (jobs) => {
  const rows = await insertJobRows(db(), jobs);
  // They are stored: an answer without a place is right, and an error would make the callers ask for a second job.
  const outlooks = await newQueueOutlooks(db(), [...rows.values()]).catch(() => new Map<string, never>());
  return jobs.map(({ id }) => {
    const row = rows.get(id);
    return row ? toJob(row, outlooks.get(id)) : null;
  });
}, MAX_BATCH);

/**
 * The job belongs to the teacher whom the caller acts for, else to the lesson's teacher, else to the caller.
 * @throws AppError lesson_not_found, lesson_access_denied
 */
export async function enqueueJob(input: GenerateInput, caller: Caller): Promise<Job> {
  const job = newJob(input, caller);
  return (await inserts.add(job)) ?? (await refuseLesson(job.lessonId));
}

/** Many at once, in batches of one statement each. The answers stand in the order of the inputs; null: no such lesson. */
export async function enqueueJobs(
  inputs: readonly GenerateInput[],
  caller: Caller,
): Promise<(string | null)[]> {
  const jobs = inputs.map((input) => newJob(input, caller));
  const inserted = new Set<string>();
  for (let from = 0; from < jobs.length; from += MAX_BATCH) {
    for (const id of await insertJobs(db(), jobs.slice(from, from + MAX_BATCH))) inserted.add(id);
  }
  return jobs.map(({ id }) => (inserted.has(id) ? id : null));
}

/** The row that a request becomes, under a new id. */
export function newJob(input: GenerateInput, caller: Caller): NewJob {
  const id = randomUUID();
  const { style, priority } = input;
  return {
    id,
    lessonId: input.lesson_id,
    owner: ownerOf(caller),
    userId: caller.userId,
    priority,
    style,
    useLlmPolish: input.use_llm_polish,
    timeoutSeconds: input.timeout_seconds,
    maxRetries: input.max_retries ?? config().maxRetries,
    runAtMs: input.run_at ? Date.parse(input.run_at) : null,
    span: tracing()?.beginSend({ id, style, priority }) ?? null,
  };
}
