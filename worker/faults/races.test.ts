import { expect, onTestFailed, test } from "vitest";
import { setUpTestDatabase } from "@/lib/testing/database";
import { chooseSeed } from "@/lib/testing/random";
import { brawl, raceCancelAgainstComplete } from "./races";

setUpTestDatabase();

function seedOfTest(): number {
  const seed = chooseSeed();
  onTestFailed(() => void process.stderr.write(`FAULT_SEED=${seed}\n`));
  return seed;
}

test("a cancel and a completion in two processes have one winner, five hundred times", {
  timeout: 120_000,
}, async () => {
  const report = await raceCancelAgainstComplete({ races: 500, seed: seedOfTest() });
  // Both sides must have won often, or they never met.
  expect(Math.min(report.cancelled, report.completed)).toBeGreaterThan(50);
});

test("retries that race claims, reaping, settling and cancels add up", { timeout: 120_000 }, async () => {
  const { wins } = await brawl({ rivals: 3, jobs: 12, steps: 1_000, seed: seedOfTest() });
  for (const what of ["claimed", "retried", "orphaned", "cancelled", "requeued"]) {
    expect(wins[what], what).toBeGreaterThan(3);
  }
});
