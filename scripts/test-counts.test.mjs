import { expect, test } from "vitest";
import { countPlaywright, countVitest, readCounts } from "./test-counts.mjs";

test("counts a test file that cannot be loaded as one failure", () => {
  const broken = { status: "failed", assertionResults: [] };
  const normal = { status: "failed", assertionResults: [{ status: "failed" }] };
  const report = { numPassedTests: 4, numFailedTests: 1, testResults: [broken, normal] };
  expect(countVitest(report)).toEqual({ passed: 4, failed: 2 });
});

test("counts errors outside Playwright's tests as failures, and skipped tests as neither", () => {
  const report = {
    stats: { expected: 3, skipped: 2, unexpected: 1, flaky: 1 },
    errors: [{ message: "no server" }],
  };
  expect(countPlaywright(report)).toEqual({ passed: 4, failed: 2 });
});

test("counts nothing for a step that never wrote its report", () => {
  expect(readCounts("/nonexistent/report.json", countVitest)).toEqual({ passed: 0, failed: 0 });
});
