/**
 * The log of one job: what its attempts said (`job_attempts.log`), between the events of its life. The events are told from the
 * job's and the attempts' own rows, so they cannot differ from them and cost the engine nothing.
 */
import type { Caller } from "@/lib/auth/caller";
import type { LogLine } from "@/lib/contract/jobs";
import { db } from "@/lib/db/client";
import { type AttemptRow, type JobRow, parseJson } from "./job-row";
import type { AttemptLine } from "./log-lines";
import { getJobRow } from "./read";

/** A job that was retried by hand for ever has more attempts than anybody reads; the last ones count. */
const MAX_ATTEMPTS = 20;

type LoggedAttempt = AttemptRow & { log: string | null };

/** Oldest first. @throws AppError job_not_found, job_access_denied */
export async function listLogs(jobId: string, caller: Caller): Promise<LogLine[]> {
  const job = await getJobRow(jobId, caller);
  const attempts = await db().$queryRaw<LoggedAttempt[]>`
    SELECT * FROM job_attempts WHERE job_id = ${jobId} ORDER BY attempt DESC LIMIT ${MAX_ATTEMPTS}`;
  const lines = [...linesOfJob(job), ...attempts.reverse().flatMap(linesOfAttempt)];
  // Stable: lines of one moment keep their order.
  return lines.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function linesOfJob(job: JobRow): LogLine[] {
  const created: LogLine = {
    at: job.created_at.toISOString(),
    level: "info",
    attempt: null,
    message: `Queued with priority ${job.priority}`,
  };
  if (job.status !== "cancelled" || job.completed_at === null) return [created];
  // The engine always stores a reason; a job of the earlier system may have none.
  const message = `Cancelled: ${job.error_message ?? "no reason given"}`;
  return [created, { at: job.completed_at.toISOString(), level: "warn", attempt: null, message }];
}

function linesOfAttempt(row: LoggedAttempt): LogLine[] {
  const { attempt } = row;
  const stored = parseJson(row.log);
  // Written by log-lines.ts only; an attempt without a log has null.
  const said = Array.isArray(stored) ? (stored as AttemptLine[]) : [];
  return [
    {
      at: row.started_at.toISOString(),
      level: "info",
      attempt,
      message: `Attempt ${attempt} started on ${row.worker_id}`,
    },
    ...said.map((line) => ({ ...line, attempt })),
    ...(row.ended_at ? [{ at: row.ended_at.toISOString(), attempt, ...endOf(row) }] : []),
  ];
}

function endOf({ outcome, error_code, error_message }: LoggedAttempt): Pick<LogLine, "level" | "message"> {
  // An attempt that failed has both; the columns may be null all the same.
  const why = error_message === null ? "" : `: ${error_message}${error_code ? ` (${error_code})` : ""}`;
  switch (outcome) {
    case "running":
    case "completed":
      return { level: "info", message: "Completed" };
    case "released":
      return { level: "info", message: "Given back: its worker was stopped, or the database was away" };
    case "cancelled":
      return { level: "warn", message: `Stopped${why}` };
    case "orphaned":
      return { level: "warn", message: `Lost${why}` };
    case "failed":
      return { level: "error", message: `Failed${why}` };
    case "timeout":
      return { level: "error", message: `Timed out${why}` };
  }
}
