/** Two jobs field by field. Pure: what each field is called and how its value is written, the table says (compare-table.tsx). */
import type { Attempt, Job } from "@/lib/contract/jobs";
import { type JobStage, jobStages } from "@/lib/jobs/state";
import { stageBars } from "../stage-bars";

export type ComparedJob = { job: Job; attempts: readonly Attempt[] };

export const comparedGroups = ["asked", "outcome", "times", "stages"] as const;
export type ComparedGroup = (typeof comparedGroups)[number];

export type FieldName =
  | "lesson"
  | "style"
  | "priority"
  | "languageModel"
  | "timeout"
  | "maxRetries"
  | "user"
  | "status"
  | "message"
  | "errorCode"
  | "errorMessage"
  | "slides"
  | "attempts"
  | "worker"
  | "created"
  | "started"
  | "ended"
  | "wait"
  | "run";

type Value = string | number | boolean | null;

export type ComparedField = {
  group: ComparedGroup;
  /** A stage's own name among the stages. */
  name: FieldName | JobStage;
  kind: "text" | "code" | "id" | "number" | "flag" | "time" | "duration" | "status" | "priority" | "style";
  a: Value;
  b: Value;
  differs: boolean;
  /** Of durations that differ: how many times as long the longer one is. */
  factor: number | null;
};

/** Durations are never quite equal: these are worth a mark. */
const NOTICEABLE_FACTOR = 1.5;
const NOTICEABLE_SECONDS = 0.5;

/** @param now Unix ms; where what still runs ends for now */
export function comparedFields(a: ComparedJob, b: ComparedJob, now: number): ComparedField[] {
  const of = (
    group: ComparedGroup,
    name: ComparedField["name"],
    kind: ComparedField["kind"],
    read: (side: ComparedJob) => Value,
  ): ComparedField => {
    const values = { a: read(a), b: read(b) };
    return { group, name, kind, ...values, ...difference(kind, values.a, values.b) };
  };
  const stages = new Map(
    [a, b].map((side) => [side, stageBars(side.job.detailed_progress.stages, side.job.status, now)]),
  );
  return [
    of("asked", "lesson", "text", ({ job }) => job.lesson_title ?? job.lesson_id),
    of("asked", "style", "style", ({ job }) => job.style),
    of("asked", "priority", "priority", ({ job }) => job.priority),
    of("asked", "languageModel", "flag", ({ job }) => job.use_llm_polish),
    of("asked", "timeout", "duration", ({ job }) => job.timeout_seconds),
    of("asked", "maxRetries", "number", ({ job }) => job.max_retries),
    of("asked", "user", "id", ({ job }) => job.user_id),
    of("outcome", "status", "status", ({ job }) => job.status),
    of("outcome", "message", "text", ({ job }) => job.message),
    of("outcome", "errorCode", "code", ({ job }) => job.error_code),
    of("outcome", "errorMessage", "text", ({ job }) => job.error_message),
    of("outcome", "slides", "number", ({ job }) => job.slide_count),
    of("outcome", "attempts", "number", ({ attempts }) => attempts.length),
    of("outcome", "worker", "id", ({ job }) => job.worker_id),
    of("times", "created", "time", ({ job }) => job.created_at),
    of("times", "started", "time", ({ job }) => job.started_at),
    of("times", "ended", "time", ({ job }) => job.completed_at),
    of("times", "wait", "duration", ({ attempts }) => attempts.at(-1)?.wait_seconds ?? null),
    of("times", "run", "duration", ({ attempts }) => attempts.at(-1)?.run_seconds ?? null),
    ...jobStages.map((stage) =>
      of(
        "stages",
        stage,
        "duration",
        (side) => stages.get(side)?.find(({ name }) => name === stage)?.tookSeconds ?? null,
      ),
    ),
  ];
}

function difference(
  kind: ComparedField["kind"],
  a: Value,
  b: Value,
): Pick<ComparedField, "differs" | "factor"> {
  // No two jobs are of one moment: when says nothing about how they differ.
  if (kind === "time") return { differs: false, factor: null };
  if (kind !== "duration" || typeof a !== "number" || typeof b !== "number") {
    return { differs: a !== b, factor: null };
  }
  const [short, long] = a < b ? [a, b] : [b, a];
  const isNoticeable = long - short >= NOTICEABLE_SECONDS && long >= short * NOTICEABLE_FACTOR;
  return { differs: isNoticeable, factor: isNoticeable && short > 0 ? long / short : null };
}
