import type { DbOrTransaction } from "@/lib/db/client";
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import type { SendSpan } from "@/lib/tracing/tracing";
import type { JobRow } from "../job-row";
import { type JobPriority, priorityRank } from "../state";

export type NewJob = {
  id: string;
  lessonId: string;
  /** Only a lesson of this user may be used; null = any. */
  owner: string | null;
  /** Whose job it is when the lesson belongs to nobody. */
  userId: string | null;
  priority: JobPriority;
  style: string;
  useLlmPolish: boolean;
  timeoutSeconds: number;
  maxRetries: number;
  /** Unix ms, not before; null = at once. */
  runAtMs: number | null;
  /** Ends when the job is inserted; null where no traces are kept. */
  span: SendSpan | null;
};

/**
 * Inserts jobs by one statement, durable when it resolves. A job whose lesson is missing or not the owner's is left out:
 * the ids of the others come back.
 */
export async function insertJobs(db: DbOrTransaction, jobs: readonly NewJob[]): Promise<Set<string>> {
  const inserted = await db.$queryRaw<{ id: string }[]>`${insertion(jobs)} RETURNING id`;
  const ids = new Set(inserted.map((row) => row.id));
  endSpans(jobs, ids);
  return ids;
}

/** As insertJobs, but the rows come back; for few jobs, because reading a row whole costs more than writing it. */
export async function insertJobRows(
  db: DbOrTransaction,
  jobs: readonly NewJob[],
): Promise<Map<string, JobRow>> {
  const inserted = await db.$queryRaw<JobRow[]>`${insertion(jobs)} RETURNING *`;
  const rows = new Map(inserted.map((row) => [row.id, row]));
  endSpans(jobs, rows);
  return rows;
}

function endSpans(jobs: readonly NewJob[], inserted: { has(id: string): boolean }): void {
  for (const { id, span } of jobs) if (inserted.has(id)) span?.end();
}

function insertion(jobs: readonly NewJob[]): Prisma.Sql {
  const rows = jobs.map((job) => ({
    id: job.id,
    lesson_id: job.lessonId,
    owner: job.owner,
    user_id: job.userId,
    priority: job.priority,
    priority_rank: priorityRank[job.priority],
    style: job.style,
    use_llm_polish: job.useLlmPolish,
    timeout_seconds: job.timeoutSeconds,
    max_retries: job.maxRetries,
    run_at_ms: job.runAtMs,
    trace_parent: job.span?.traceParent ?? null,
  }));
  const values = sql.rowsOf(rows, {
    id: "text",
    lesson_id: "text",
    owner: "text",
    user_id: "text",
    priority: "text",
    priority_rank: "int",
    style: "text",
    use_llm_polish: "bool",
    timeout_seconds: "int",
    max_retries: "int",
    run_at_ms: "float",
    trace_parent: "text",
  });
  return Prisma.sql`
    INSERT INTO presentation_jobs (id, lesson_id, user_id, priority, priority_rank, style, use_llm_polish, timeout_seconds,
      max_retries, message, created_at, run_at, trace_parent)
    SELECT v.id, l.id, COALESCE(v.owner, l.user_id, v.user_id), v.priority, v.priority_rank, v.style, v.use_llm_polish,
      v.timeout_seconds, v.max_retries, 'Waiting in the queue', ${sql.now},
      CASE WHEN v.run_at_ms IS NULL THEN ${sql.now} ELSE ${sql.greatest(sql.now, sql.at(Prisma.sql`v.run_at_ms`))} END,
      v.trace_parent
    FROM ${values} JOIN lessons l ON l.id = v.lesson_id AND (v.owner IS NULL OR l.user_id = v.owner)
    ${sql.keeping("l")}`;
}
