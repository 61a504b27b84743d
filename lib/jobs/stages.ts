/** The stages of an attempt as they pass. Pure: times are arguments. */
import type { StageReport } from "@/lib/contract/jobs";
import { type JobStage, jobStages } from "./state";

export function noStages(): StageReport[] {
  return jobStages.map((name) => ({ name, status: "pending", started_at: null, duration_seconds: null }));
}

function ended(stage: StageReport, status: StageReport["status"], at: Date): StageReport {
  const startedAt = stage.started_at ? Date.parse(stage.started_at) : at.getTime();
  return { ...stage, status, duration_seconds: Math.max(0, at.getTime() - startedAt) / 1000 };
}

/** `next` begins: the running stage is completed; a stage passed over without ever starting is skipped. */
export function beginStage(stages: readonly StageReport[], next: JobStage, at: Date): StageReport[] {
  const index = jobStages.indexOf(next);
  return stages.map((stage, place) => {
    if (place === index) return { ...stage, status: "running", started_at: at.toISOString() };
    if (stage.status === "running") return ended(stage, "completed", at);
    return place < index && stage.status === "pending" ? { ...stage, status: "skipped" } : stage;
  });
}

/** The attempt ends: its running stage is completed, or failed. */
export function endStages(
  stages: readonly StageReport[],
  status: "completed" | "failed",
  at: Date,
): StageReport[] {
  return stages.map((stage) => (stage.status === "running" ? ended(stage, status, at) : stage));
}
