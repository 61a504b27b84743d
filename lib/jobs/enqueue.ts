import { randomUUID } from "node:crypto";
import { type Caller, ownerOf } from "@/lib/auth/caller";
import { config } from "@/lib/config";
import type { GenerateInput, Job } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { requireLesson } from "@/lib/lessons/lessons";
import { toJob } from "./job-row";
import { queueOutlook } from "./read";
import { insertJob } from "./repository";

/**
 * Stores a request for a deck; it is durable when this returns. The job belongs to the caller, or to the lesson's teacher
 * when the caller acts for nobody.
 * @throws AppError lesson_not_found, lesson_access_denied
 */
export async function enqueueJob(input: GenerateInput, caller: Caller): Promise<Job> {
  const lesson = await requireLesson(input.lesson_id, caller);
  const row = await insertJob(db(), {
    id: randomUUID(),
    lessonId: lesson.id,
    userId: ownerOf(caller) ?? lesson.userId ?? caller.userId,
    priority: input.priority,
    style: input.style,
    useLlmPolish: input.use_llm_polish,
    timeoutSeconds: input.timeout_seconds,
    maxRetries: input.max_retries ?? config().maxRetries,
    runAtMs: input.run_at ? Date.parse(input.run_at) : null,
    message: "Waiting in the queue",
  });
  return toJob({ ...row, lesson_title: lesson.title }, await queueOutlook(db(), row));
}
