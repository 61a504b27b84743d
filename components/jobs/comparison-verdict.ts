/** What a comparison says in one sentence: the key of its message. Pure. */
import type { JobComparison } from "@/lib/contract/comparison";

export type ComparisonVerdict =
  | "alone"
  | "tooFew"
  | "notYet"
  | "usual"
  | "waitUnusual"
  | "runUnusual"
  | "bothUnusual";

export function verdictOf({ sample_size, wait, run }: JobComparison): ComparisonVerdict {
  if (wait.is_unusual && run.is_unusual) return "bothUnusual";
  if (run.is_unusual) return "runUnusual";
  if (wait.is_unusual) return "waitUnusual";
  if (sample_size === 0) return "alone";
  if (wait.seconds === null && run.seconds === null) return "notYet";
  return wait.is_unusual === null && run.is_unusual === null ? "tooFew" : "usual";
}

export const isUnusual = (verdict: ComparisonVerdict) => verdict.endsWith("Unusual");
