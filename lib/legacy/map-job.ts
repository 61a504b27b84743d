import { deckStyle } from "@/lib/contract/decks";
import { isFinal, type JobPriority, type JobStatus, jobPriorities, priorityRank } from "@/lib/jobs/state";
import type { LegacyRow } from "./legacy-file";
import { NO_LESSON_ID } from "./map-deck";
import { type Mapped, personIdFrom, RowReader, shown } from "./row-reader";
import { asJson } from "./values";

export type JobIn = {
  id: string;
  lesson_id: string;
  user_id: string | null;
  status: JobStatus;
  priority: JobPriority;
  priority_rank: number;
  progress: number;
  message: string | null;
  created_ms: number;
  started_ms: number | null;
  completed_ms: number | null;
  run_ms: number;
  timeout_seconds: number;
  presentation_id: string | null;
  slide_count: number | null;
  result_data: string | null;
  retry_count: number;
  max_retries: number;
  error_code: string | null;
  error_message: string | null;
  error_details: string | null;
  style: string;
  use_llm_polish: boolean;
  worker_id: string | null;
  queue_position: number | null;
  processing_time_seconds: number | null;
  /** 1 for a job that was running: its interrupted attempt is written beside it. */
  attempt: number;
  interrupted_worker: string | null;
  interrupted_ms: number | null;
};

/** Words of other versions for the six states. */
const STATUSES: Readonly<Record<string, JobStatus>> = {
  pending: "pending",
  queued: "pending",
  running: "running",
  processing: "running",
  completed: "completed",
  complete: "completed",
  failed: "failed",
  error: "failed",
  cancelled: "cancelled",
  canceled: "cancelled",
  timeout: "timeout",
  timed_out: "timeout",
};

const MAX_COUNT = 1_000_000;
const MAX_TIMEOUT_SECONDS = 86_400;

/**
 * A job that was running waits again, with its interrupted attempt in the history and no retry spent: nobody works at it any more.
 * @param nowMs what counts as the time of creation where the old row has none
 */
export function mapJob(old: LegacyRow, nowMs: number): Mapped<JobIn> {
  const row = new RowReader(old);
  const id = row.reference("id");
  if (id === null) return { id: "without id", dropped: "it has no id" };
  const known = statusOf(row);
  // A state that nobody knows: shown and kept, and run again only when a person wants it.
  const wasStatus = known ?? "failed";
  const wasRunning = wasStatus === "running";
  const status = wasRunning ? "pending" : wasStatus;
  const ended = isFinal(status);
  const [started, completed] = [row.time("started_at"), row.time("completed_at")];
  const createdMs = row.time("created_at") ?? started ?? completed ?? nowMs;
  const completedMs = completed ?? started ?? createdMs;
  if (ended && completed === null)
    row.change("completed_at", `had no time of its end: ${iso(completedMs)} counts`);
  if (wasRunning) row.change("status", "was running: waits to run again");
  for (const column of ended
    ? []
    : wasRunning
      ? ["completed_at"]
      : ["started_at", "completed_at", "worker_id"]) {
    if (row.word(column) === null) continue;
    row.change(column, `${column} ${shown(row.raw(column))} is left out, because the job waits`);
  }
  const worker = row.shortWord("worker_id");
  const priority = row.choice("priority", jobPriorities, "normal");
  const error = row.text("error_message");
  return {
    id,
    row: {
      id,
      lesson_id: row.reference("lesson_id") ?? NO_LESSON_ID,
      user_id: row.reference("user_id", personIdFrom),
      status,
      priority,
      priority_rank: priorityRank[priority],
      progress: ended ? row.whole("progress", 0, 100, 0) : 0,
      message: wasRunning ? "Waiting: the move interrupted it" : row.text("message"),
      created_ms: createdMs,
      started_ms: ended ? started : null,
      completed_ms: ended ? completedMs : null,
      run_ms: Math.min(createdMs, nowMs),
      timeout_seconds: row.whole("timeout_seconds", 1, MAX_TIMEOUT_SECONDS, 30),
      presentation_id: row.reference("presentation_id"),
      slide_count: row.whole("slide_count", 0, MAX_COUNT, null),
      result_data: jsonOf(row, "result_data"),
      retry_count: row.whole("retry_count", 0, MAX_COUNT, 0),
      max_retries: row.whole("max_retries", 0, 10, 2),
      error_code: row.word("error_code"),
      error_message: error ?? (known === undefined ? "The earlier system left it in no known state" : null),
      error_details: jsonOf(row, "error_details"),
      style: row.choice("style", deckStyle.options, "default"),
      use_llm_polish: row.flag("use_llm_polish", true),
      worker_id: ended ? worker : null,
      queue_position: row.whole("queue_position", 0, MAX_COUNT, null),
      processing_time_seconds: row.seconds("processing_time_seconds"),
      attempt: wasRunning ? 1 : 0,
      interrupted_worker: wasRunning ? (worker ?? "earlier-system") : null,
      interrupted_ms: wasRunning ? (started ?? createdMs) : null,
    },
    changes: row.changes,
    remainder: row.remainder(),
  };
}

const iso = (ms: number) => new Date(ms).toISOString();

function statusOf(row: RowReader): JobStatus | undefined {
  const word = row.word("status");
  const status = STATUSES[word?.toLowerCase() ?? ""];
  if (status === undefined)
    row.change("status", `status ${shown(word)} is none of the six: counts as failed`);
  return status;
}

/** JSON text. What is no JSON is kept as a JSON string, so that every reader finds JSON. */
function jsonOf(row: RowReader, column: string): string | null {
  const text = row.text(column);
  if (text === null || text.trim() === "") return null;
  const parsed = asJson(text);
  if (parsed !== null) return text;
  if (text.trim() === "null") return null;
  row.change(column, `${column} is no JSON that can be read: kept as text`);
  return JSON.stringify(text);
}

/** A job of a lesson that is gone: what waited cannot run any more, and nothing must run on the stand-in. */
export function withoutLesson(job: JobIn, nowMs: number): JobIn {
  if (job.status !== "pending") return job;
  return {
    ...job,
    status: "failed",
    completed_ms: nowMs,
    error_code: "lesson_not_found",
    error_message: "The lesson was missing in the earlier system's database",
    message: "Its lesson was lost before the move",
  };
}
