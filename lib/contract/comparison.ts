/** One job beside the last completed ones of its style, as it crosses HTTP. Browser-safe. */
import { z } from "zod";
import { deckStyle } from "./decks";

const seconds = z.number().min(0);

const measure = z.object({
  /** Of this job; null when there is nothing to measure (it never started). */
  seconds: seconds.nullable(),
  /** It still waits, or runs: `seconds` grows. */
  is_growing: z.boolean(),
  median: seconds.nullable(),
  p95: seconds.nullable(),
  /** Share of the others, in percent, that took less time. */
  longer_than_percent: z.int().min(0).max(100).nullable(),
  /** Longer than nearly all others, and by so much that somebody would notice. Null: too few others, or nothing to measure. */
  is_unusual: z.boolean().nullable(),
  /** The times of the others, shortest first. */
  others: z.array(seconds),
});
export type ComparedMeasure = z.infer<typeof measure>;

export const jobComparison = z.object({
  job_id: z.string(),
  style: deckStyle,
  /** How many others there are, at most 60. */
  sample_size: z.int().min(0),
  /** From due to started, of the last attempt. */
  wait: measure,
  /** Of the last attempt. */
  run: measure,
});
export type JobComparison = z.infer<typeof jobComparison>;
