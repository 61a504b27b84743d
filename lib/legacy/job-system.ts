/**
 * The calls of the earlier system, for programs that used its functions instead of its API. They act as a service: no ownership is
 * checked, so whoever calls them has done it.
 */
import type { Caller } from "@/lib/auth/caller";
import { config } from "@/lib/config";
import { generateInput, type Job } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { pendingMigrations } from "@/lib/db/pending-migrations";
import { AppError } from "@/lib/errors";
import { enqueueJob } from "@/lib/jobs/enqueue";
import { getJob } from "@/lib/jobs/read";

export type PresentationJobRequest = {
  lessonId: string;
  /** Whose job it is when the lesson belongs to nobody. */
  userId?: string | null;
  /** One of the styles that `GET /api/presentations/styles` lists; "default" when left out. */
  style?: string;
  /** True when left out. */
  useLlmPolish?: boolean;
  /** 1 to 300; 30 when left out. */
  timeoutSeconds?: number;
  /** urgent, high, normal or low; "normal" when left out. */
  priority?: string;
  /** 0 to 10; 2 when left out, whatever MAX_RETRIES says. */
  maxRetries?: number;
};

/** The default of the earlier call, which knew no MAX_RETRIES. */
const MAX_RETRIES = 2;

const actingFor = (userId: string | null): Caller => ({
  kind: "service",
  userId,
  name: "job-system",
  email: null,
  role: "admin",
});

/**
 * Looks whether the configured database is there, up to date and answers. Starts no timer, no worker and no listener; the
 * connection is the one of the process (`lib/db/client.ts`).
 * @throws Error saying what to do
 */
export async function initializeJobSystem(): Promise<void> {
  const pending = await pendingMigrations(config().database);
  if (pending.length > 0) {
    throw new Error(`The database is not up to date (${pending.join(", ")} missing). Run: npm run migrate`);
  }
  await db().$queryRaw`SELECT 1 AS up`;
}

/**
 * Queues a deck for a lesson; the job is durable when this returns.
 * @throws AppError validation_failed naming the argument, lesson_not_found
 */
export async function createPresentationJob(request: PresentationJobRequest): Promise<Job> {
  const input = generateInput.safeParse({
    lesson_id: request.lessonId,
    style: request.style,
    use_llm_polish: request.useLlmPolish,
    timeout_seconds: request.timeoutSeconds,
    priority: request.priority,
    max_retries: request.maxRetries ?? MAX_RETRIES,
  });
  if (!input.success) {
    const [issue] = input.error.issues;
    throw new AppError("validation_failed", `${argumentOf(issue?.path[0])}: ${issue?.message}`);
  }
  return enqueueJob(input.data, actingFor(request.userId ?? null));
}

/** `max_retries` → `maxRetries`, as the caller wrote it. */
const argumentOf = (field: PropertyKey | undefined) =>
  String(field).replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The job as the API shows it, or null when there is none with this id (any more). */
export async function getPresentationJobStatus(jobId: string): Promise<Job | null> {
  try {
    return await getJob(jobId, actingFor(null));
  } catch (error) {
    if (error instanceof AppError && error.code === "job_not_found") return null;
    throw error;
  }
}
