import { describe, expect, it } from "vitest";
import type { ComparedMeasure } from "@/lib/contract/comparison";
import type { JobStatus } from "@/lib/jobs/state";
import { isUnusual, verdictOf } from "./comparison-verdict";

const measure = (seconds: number | null, is_unusual: boolean | null): ComparedMeasure => ({
  seconds,
  is_growing: false,
  median: 1,
  p95: 2,
  longer_than_percent: null,
  is_unusual,
  others: [],
});

const NOW = Date.parse("2026-11-24T12:00:00Z");
const past = "2026-11-24T11:00:00Z";
const judge = (
  status: JobStatus,
  sample_size: number,
  wait: ComparedMeasure,
  run: ComparedMeasure,
  run_at = past,
) => verdictOf({ job_id: "a", style: "default", sample_size, wait, run }, { status, run_at }, NOW);

describe("verdictOf", () => {
  it.each([
    ["usual", "completed", 60, measure(1, false), measure(1, false)],
    // What can be told of these is that they did not wait, or run, long until now.
    ["usualSoFar", "pending", 60, measure(1, false), measure(null, null)],
    ["usualSoFar", "running", 60, measure(1, false), measure(1, false)],
    ["waitUnusual", "pending", 60, measure(9, true), measure(null, null)],
    ["runUnusual", "completed", 60, measure(1, false), measure(9, true)],
    ["bothUnusual", "completed", 60, measure(9, true), measure(9, true)],
    ["tooFew", "completed", 19, measure(9, null), measure(9, null)],
    ["alone", "completed", 0, measure(9, null), measure(9, null)],
    ["notYet", "pending", 60, measure(null, null), measure(null, null)],
    // A job that broke off is not well because it was quick.
    ["notCompleted", "failed", 60, measure(1, false), measure(1, false)],
    ["notCompleted", "timeout", 0, measure(1, null), measure(1, null)],
    ["notCompleted", "cancelled", 60, measure(1, false), measure(1, false)],
    ["runUnusual", "timeout", 60, measure(1, false), measure(9, true)],
    ["neverStarted", "cancelled", 60, measure(null, null), measure(null, null)],
  ] as const)("is %s of a %s job", (verdict, status, sample_size, wait, run) => {
    expect(judge(status, sample_size, wait, run)).toBe(verdict);
    expect(isUnusual(verdict)).toBe(wait.is_unusual === true || run.is_unusual === true);
  });

  it("judges no job before its time", () => {
    const later = "2026-11-25T12:00:00Z";
    expect(judge("pending", 60, measure(0, false), measure(null, null), later)).toBe("notDue");
  });
});
