import { type GenerateInput, generateInput } from "@/lib/contract/jobs";
import { enqueueJobs } from "@/lib/jobs/enqueue";
import { givenJob, givenLesson, service } from "@/lib/testing/factories";
import type { Script } from "./scripted-thread";

/** Queues one job whose work is `script`. Returns its id. */
export async function givenScriptedJob(script: Script, input: Partial<GenerateInput> = {}): Promise<string> {
  const lesson_id = await givenLesson({ title: JSON.stringify(script) });
  const job = await givenJob({ timeout_seconds: 300, max_retries: 10, ...input, lesson_id });
  return job.job_id;
}

/** A few lessons are enough for many jobs; one would make every completion look through the lesson's older decks. */
const JOBS_PER_LESSON = 50;

/** Queues `count` jobs with the same script. Returns their ids. */
export async function givenScriptedJobs(count: number, script: Script): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < count) {
    const lesson_id = await givenLesson({ title: JSON.stringify(script) });
    const size = Math.min(JOBS_PER_LESSON, count - ids.length);
    const input = generateInput.parse({ lesson_id, timeout_seconds: 300, max_retries: 10 });
    ids.push(
      ...(
        await enqueueJobs(
          Array.from({ length: size }, () => input),
          service,
        )
      ).filter((id) => id !== null),
    );
  }
  return ids;
}
