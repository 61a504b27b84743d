import { describe, expect, it } from "vitest";
import type { ComparedMeasure } from "@/lib/contract/comparison";
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

describe("verdictOf", () => {
  it.each([
    ["usual", 60, measure(1, false), measure(1, false)],
    // It still runs: what can be told is that it did not wait long.
    ["usual", 60, measure(1, false), measure(null, null)],
    ["waitUnusual", 60, measure(9, true), measure(null, null)],
    ["runUnusual", 60, measure(1, false), measure(9, true)],
    ["bothUnusual", 60, measure(9, true), measure(9, true)],
    ["tooFew", 19, measure(9, null), measure(9, null)],
    ["alone", 0, measure(9, null), measure(9, null)],
    ["notYet", 60, measure(null, null), measure(null, null)],
  ] as const)("is %s", (verdict, sample_size, wait, run) => {
    expect(verdictOf({ job_id: "a", style: "default", sample_size, wait, run })).toBe(verdict);
    expect(isUnusual(verdict)).toBe(wait.is_unusual === true || run.is_unusual === true);
  });
});
