/** The plans of what everybody's numbers are made of: a long queue must not make the look at it long. */
import { expect, test } from "vitest";
import { longestWait, minutesWithoutCompletion } from "@/lib/alerts/measure-queue";
import { setUpTestDatabase } from "@/lib/testing/database";
import { service } from "@/lib/testing/factories";
import { plansWhile } from "@/lib/testing/plans";
import { jobHealth } from "./health";
import { readCounted } from "./metrics/counted";
import { readStates } from "./rollups/history";
import { jobStatistics } from "./statistics";
import { readTrends } from "./trends";

setUpTestDatabase();

test.each<[string, () => Promise<unknown>]>([
  ["health", () => jobHealth(1, service)],
  ["statistics", () => jobStatistics(24, service)],
  ["trends", () => readTrends({ hours: 24 }, service)],
  ["counts", () => readStates(service)],
  ["metrics", readCounted],
  ["the longest wait", longestWait],
  ["the last completion", minutesWithoutCompletion],
])("%s: jobs are counted in an index and never sorted", async (_name, look) => {
  const steps = await plansWhile(look, (statement) => statement.includes("presentation_jobs"));
  const ofJobs = steps.filter((step) => /presentation_jobs/.test(step));
  expect(ofJobs.length).toBeGreaterThan(0);
  // One job is read whole: the one that waits longest, or the last that was completed.
  const rows = ofJobs.filter((step) => !step.includes("COVERING INDEX"));
  expect(rows.every((step) => /idx_jobs_(run_at|completed|user_status)/.test(step))).toBe(true);
  expect(steps.filter((step) => /TEMP B-TREE/.test(step) && !/GROUP BY/.test(step))).toEqual([]);
});
