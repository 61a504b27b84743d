/** The states, priorities and stages of a job, and what may follow what. Pure and browser-safe. */

export const jobStatuses = ["pending", "running", "completed", "failed", "cancelled", "timeout"] as const;
export type JobStatus = (typeof jobStatuses)[number];

export const finalStatuses = [
  "completed",
  "failed",
  "cancelled",
  "timeout",
] as const satisfies readonly JobStatus[];

export const jobPriorities = ["urgent", "high", "normal", "low"] as const;
export type JobPriority = (typeof jobPriorities)[number];

/** Stages of making a deck, in order; each is reported as progress. */
export const jobStages = ["parse", "outline", "polish", "render", "publish"] as const;
export type JobStage = (typeof jobStages)[number];

/** Progress (0–100) shown when a stage begins. Rendering is the longest, so it owns the widest span. */
export const stageProgress: Record<JobStage, number> = {
  parse: 5,
  outline: 15,
  polish: 30,
  render: 50,
  publish: 95,
};

/** Sorts in the claim's index: the higher rank is claimed first. */
export const priorityRank: Record<JobPriority, number> = { urgent: 3, high: 2, normal: 1, low: 0 };

export function isFinal(status: JobStatus): boolean {
  switch (status) {
    case "pending":
    case "running":
      return false;
    case "completed":
    case "failed":
    case "cancelled":
    case "timeout":
      return true;
  }
}

export function canCancel(status: JobStatus): boolean {
  return !isFinal(status);
}

/** Completed jobs are not run again: a new deck is a new job. */
export function canRetry(status: JobStatus): boolean {
  return isFinal(status) && status !== "completed";
}
