/** What a comparison says in one sentence: the key of its message. Pure. */
import type { JobComparison } from "@/lib/contract/comparison";
import type { Job } from "@/lib/contract/jobs";

export type ComparisonVerdict =
  | "alone"
  | "tooFew"
  | "notDue"
  | "notYet"
  | "neverStarted"
  | "notCompleted"
  | "usual"
  | "usualSoFar"
  | "waitUnusual"
  | "runUnusual"
  | "bothUnusual";

type Judged = Pick<Job, "status" | "run_at">;

/**
 * What took long, took long however the job ended. That nothing did, is good news only of a job that completed, as the others have.
 * @param now Unix ms
 */
export function verdictOf(
  { sample_size, wait, run }: JobComparison,
  job: Judged,
  now: number,
): ComparisonVerdict {
  if (job.status === "pending" && Date.parse(job.run_at) > now) return "notDue";
  if (wait.is_unusual && run.is_unusual) return "bothUnusual";
  if (run.is_unusual) return "runUnusual";
  if (wait.is_unusual) return "waitUnusual";
  const isGoingOn = job.status === "pending" || job.status === "running";
  if (wait.seconds === null && run.seconds === null) return isGoingOn ? "notYet" : "neverStarted";
  if (!isGoingOn && job.status !== "completed") return "notCompleted";
  if (sample_size === 0) return "alone";
  if (wait.is_unusual === null && run.is_unusual === null) return "tooFew";
  return isGoingOn ? "usualSoFar" : "usual";
}

export const isUnusual = (verdict: ComparisonVerdict) => verdict.endsWith("Unusual");
