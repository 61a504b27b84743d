/** Reads how many tests passed and failed from the reports of Vitest and Playwright. A skipped test is neither. */
import { existsSync, readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number }} Counts */

/** @param {any} report of Vitest's JSON reporter @returns {Counts} */
export function countVitest(report) {
  // A file that cannot be loaded has no tests to fail: it counts as one.
  const broken = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

/** @param {any} report of Playwright's JSON reporter @returns {Counts} */
export function countPlaywright(report) {
  const { expected, flaky, unexpected } = report.stats;
  return { passed: expected + flaky, failed: unexpected + report.errors.length };
}

/** @param {string} file @param {(report: any) => Counts} count @returns {Counts} none when there is no report */
export function readCounts(file, count) {
  return existsSync(file) ? count(JSON.parse(readFileSync(file, "utf8"))) : { passed: 0, failed: 0 };
}
