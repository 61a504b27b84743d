/** Rows for tests, made through the domain wherever it can make them. */
import { randomUUID } from "node:crypto";
import type { Caller } from "@/lib/auth/caller";
import { type GenerateInput, generateInput, type Job } from "@/lib/contract/jobs";
import type { Role } from "@/lib/contract/permissions";
import { enqueueJob } from "@/lib/jobs/enqueue";
import type { ProcessFacts } from "@/lib/jobs/workers";
import { putLesson } from "@/lib/lessons/lessons";

export function callerWith(role: Role, userId: string | null = randomUUID()): Caller {
  return { kind: role === "admin" ? "service" : "person", userId, name: role, email: null, role };
}

/** Sees and may do everything, acts for nobody. */
export const service: Caller = callerWith("admin", null);

export const shortLesson = `# Clap the beat

**Grade**: 1st
**Duration**: 30 minutes

## Objectives
- Clap a steady beat (1.PR.1)

## Activity 1: Echo clapping (10 minutes)
1. The teacher claps four beats.
2. The class echoes.

## Closure (5 minutes)
- Ask: "Where did you feel the beat?"
`;

/** Stores a lesson and returns its id. */
export async function givenLesson(
  input: { id?: string; title?: string; content?: string; userId?: string } = {},
): Promise<string> {
  const id = input.id ?? `lesson-${randomUUID()}`;
  const { title = "Clap the beat", content = shortLesson, userId } = input;
  await putLesson(id, { title, content, ...(userId !== undefined && { user_id: userId }) }, service);
  return id;
}

/** Queues a job, for a new lesson unless `input` names one. */
export async function givenJob(input: Partial<GenerateInput> = {}, caller: Caller = service): Promise<Job> {
  const lesson_id = input.lesson_id ?? (await givenLesson());
  return enqueueJob(generateInput.parse({ use_llm_polish: false, ...input, lesson_id }), caller);
}

/** What a worker may say of its process. */
export const processFacts: ProcessFacts = {
  memoryBytes: 5_000_000_000,
  heapUsedBytes: 40_000_000,
  cpuSeconds: 12.5,
  eventLoopLagMs: 3.25,
  openFiles: 27,
};
