/** The stages of an attempt as bars beside each other in time. Pure: `now` is an argument. */
import type { StageReport } from "@/lib/contract/jobs";
import type { JobStatus } from "@/lib/jobs/state";

export type StageBar = {
  name: StageReport["name"];
  /** Seconds after the attempt's first stage began; null for a stage that never did. */
  afterSeconds: number | null;
  tookSeconds: number | null;
  /** It runs now: `tookSeconds` grows. */
  isGrowing: boolean;
  /** 0–1, of the whole attempt; a stage that never began has none. */
  from: number;
  share: number;
};

/** @param now Unix ms; where a running stage ends for now */
export function stageBars(stages: readonly StageReport[], status: JobStatus, now: number): StageBar[] {
  const spans = stages.map((stage) => spanOf(stage, status, now));
  const begins = spans.flatMap((span) => (span === null ? [] : [span.fromMs]));
  const start = Math.min(...begins);
  const lengthMs = Math.max(...spans.map((span) => (span === null ? start : span.toMs))) - start;
  return stages.map(({ name, status: state }, index) => {
    const span = spans[index] ?? null;
    if (span === null) {
      return { name, afterSeconds: null, tookSeconds: null, isGrowing: false, from: 0, share: 0 };
    }
    const part = (ms: number) => (lengthMs === 0 ? 0 : ms / lengthMs);
    return {
      name,
      afterSeconds: (span.fromMs - start) / 1000,
      tookSeconds: (span.toMs - span.fromMs) / 1000,
      isGrowing: state === "running" && status === "running",
      from: part(span.fromMs - start),
      share: part(span.toMs - span.fromMs),
    };
  });
}

/** Seconds from the first stage's beginning to the last one's end; null before any has begun. */
export function totalSeconds(bars: readonly StageBar[]): number | null {
  const ends = bars.flatMap(({ afterSeconds, tookSeconds }) =>
    afterSeconds === null || tookSeconds === null ? [] : [afterSeconds + tookSeconds],
  );
  return ends.length === 0 ? null : Math.max(...ends);
}

function spanOf(
  { status: state, started_at, duration_seconds }: StageReport,
  status: JobStatus,
  now: number,
): { fromMs: number; toMs: number } | null {
  if (started_at === null || state === "skipped" || state === "pending") return null;
  const fromMs = Date.parse(started_at);
  if (duration_seconds !== null) return { fromMs, toMs: fromMs + duration_seconds * 1000 };
  return { fromMs, toMs: status === "running" ? Math.max(fromMs, now) : fromMs };
}

/** The word of a stage. One that its job left behind does not run: the job was cancelled, or its worker has gone. */
export function stateOfStage(
  stage: StageReport["status"],
  job: JobStatus,
): StageReport["status"] | "stopped" {
  if (stage !== "running" || job === "running") return stage;
  switch (job) {
    case "pending":
      return "pending";
    case "completed":
      return "completed";
    case "failed":
    case "timeout":
      return "failed";
    case "cancelled":
      return "stopped";
    default:
      return job satisfies never;
  }
}
