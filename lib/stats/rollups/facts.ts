/** What the triggers on presentation_jobs wrote down (prisma/migrations), and what it means for the tallies. Pure but for `changeColumns`. */
import { sql } from "@/lib/db/dialect";
import { Prisma } from "@/lib/generated/prisma/client";
import { isFinal, type JobPriority, type JobStatus } from "@/lib/jobs/state";

/** How a job left the queue; deleted: its row went before it ended, as when its lesson was deleted. */
export type Outcome = "completed" | "failed" | "timeout" | "cancelled" | "deleted";

/** stored: of jobs whose rows are there; removed: of jobs whose rows are gone. */
export type Part = "stored" | "removed";

/** A job came, or left, at a time; sign -1: it is to be counted no longer. */
export type Fact = { part: Part; atMs: number; sign: 1 | -1 } & (
  | { kind: "created" }
  | {
      kind: "ended";
      outcome: Outcome;
      style: string;
      priority: JobPriority;
      errorCode: string | null;
      waitMs: number | null;
      runMs: number | null;
    }
);

/** A row of job_changes, or what one of presentation_jobs would have written there. */
export type ChangeRow = {
  /** returned: a removed job is here again, told beside its coming and its end. */
  kind: "created" | "ended" | "reopened" | "removed" | "returned";
  created_ms: number | bigint;
  /** Of a job that was removed before it ended: when that was. */
  completed_ms: number | bigint | null;
  status: JobStatus;
  style: string;
  priority: JobPriority;
  error_code: string | null;
  wait_ms: number | bigint | null;
  run_ms: number | bigint | null;
};

/** The columns of a `ChangeRow` but for `kind`, of the table job_changes. */
export const changeColumns = () => Prisma.sql`
  ${sql.msBetween(sql.at(0), Prisma.sql`created_at`)} AS created_ms,
  ${sql.msBetween(sql.at(0), Prisma.sql`completed_at`)} AS completed_ms, status, style, priority, error_code, wait_ms, run_ms`;

/** When a row of job_changes happened, as far as it tells: of a retry and of a deletion, when the job had ended. */
export const happenedAt = Prisma.sql`CASE WHEN kind = 'created' THEN created_at ELSE COALESCE(completed_at, created_at) END`;

/** As `changeColumns`, of the table presentation_jobs. */
export const jobColumns = () => Prisma.sql`
  ${sql.msBetween(sql.at(0), Prisma.sql`created_at`)} AS created_ms,
  ${sql.msBetween(sql.at(0), Prisma.sql`completed_at`)} AS completed_ms, status, style, priority, error_code,
  ${sql.msBetween(Prisma.sql`run_at`, Prisma.sql`started_at`)} AS wait_ms, processing_time_seconds * 1000 AS run_ms`;

const numberOf = (value: number | bigint | null) => (value === null ? null : Math.round(Number(value)));

/** Longer than any job has run, and short enough to be added up. The triggers cut there too. */
const LONGEST_RUN_MS = 1e15;
const runOf = (ms: number | null) => (ms === null ? null : Math.min(Math.max(ms, 0), LONGEST_RUN_MS));

export function factsOf(row: ChangeRow): Fact[] {
  const created = (part: Part, sign: 1 | -1): Fact => ({
    kind: "created",
    part,
    sign,
    atMs: Math.round(Number(row.created_ms)),
  });
  const ended = (part: Part, sign: 1 | -1): Fact => ({
    kind: "ended",
    part,
    sign,
    atMs: Math.round(Number(row.completed_ms)),
    outcome: outcomeOf(row.status),
    style: row.style,
    priority: row.priority,
    errorCode: row.error_code,
    waitMs: numberOf(row.wait_ms),
    runMs: runOf(numberOf(row.run_ms)),
  });
  switch (row.kind) {
    case "created":
      return [created("stored", 1)];
    case "ended":
      return [ended("stored", 1)];
    case "reopened":
      return [ended("stored", -1)];
    case "removed": {
      const wasStored = isFinal(row.status) ? [ended("stored", -1)] : [];
      return [created("stored", -1), created("removed", 1), ...wasStored, ended("removed", 1)];
    }
    case "returned":
      return [created("removed", -1), ...(isFinal(row.status) ? [ended("removed", -1)] : [])];
  }
}

/** Whether the change is one of what was ever counted: a job that returns was counted when it first came. */
export const isOfEver = ({ kind }: ChangeRow) =>
  kind === "created" || kind === "ended" || kind === "returned";

function outcomeOf(status: JobStatus): Outcome {
  return status === "pending" || status === "running" ? "deleted" : status;
}
