/** Sample lessons and jobs for an empty database. The jobs take the same way as anybody's: only the worker ends them. */
import type { Caller } from "@/lib/auth/caller";
import { type GenerateInput, generateInput } from "@/lib/contract/jobs";
import { deckStyles } from "@/lib/contract/lists";
import { db } from "@/lib/db/client";
import { cancelJob } from "@/lib/jobs/cancel";
import { enqueueJob } from "@/lib/jobs/enqueue";
import { demoLessons, slowLesson, tooLongLesson } from "./demo-lessons";
import { addSampleLessons } from "./sample-lessons";

const seeder: Caller = { kind: "service", userId: null, name: "demo", email: null, role: "admin" };
const DAY_MS = 24 * 60 * 60 * 1000;

async function isEmpty(): Promise<boolean> {
  return (await db().lesson.count()) === 0 && (await db().presentationJob.count()) === 0;
}

/** Adds the samples when the database holds no lesson and no job. */
export async function addDemoContent(): Promise<void> {
  if (!(await isEmpty())) return;
  await addSampleLessons(seeder);
  const enqueue = (input: Partial<GenerateInput> & { lesson_id: string }) =>
    enqueueJob(generateInput.parse(input), seeder);

  // Cancelled while it waits: not before tomorrow, so no worker can be faster.
  const later = new Date(Date.now() + DAY_MS).toISOString();
  const [first, second] = demoLessons;
  if (first) {
    const unwanted = await enqueue({ lesson_id: first.id, priority: "low", run_at: later });
    await cancelJob(unwanted.job_id, "Asked for twice", seeder);
  }
  // Stays pending until tomorrow.
  if (second) await enqueue({ lesson_id: second.id, priority: "low", style: "high-contrast", run_at: later });
  // Its year of lessons makes more slides than a deck holds, so it fails.
  await enqueue({ lesson_id: tooLongLesson.id });
  // Its many slides cannot be drawn within a second, so it ends in timeout.
  await enqueue({ lesson_id: slowLesson.id, timeout_seconds: 1, max_retries: 0 });
  for (const [index, lesson] of demoLessons.entries()) {
    await enqueue({
      lesson_id: lesson.id,
      style: deckStyles[index % deckStyles.length],
      priority: index % 4 === 0 ? "high" : "normal",
      use_llm_polish: index % 2 === 0,
      timeout_seconds: 120,
    });
  }
}
