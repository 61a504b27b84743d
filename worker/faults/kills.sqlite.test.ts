import { afterEach, expect, onTestFailed, test } from "vitest";
import { setUpTestDatabase } from "@/lib/testing/database";
import { chooseSeed } from "@/lib/testing/random";
import { killWorkers } from "./kills";
import { endWorkerProcesses } from "./worker-process";

setUpTestDatabase();
afterEach(endWorkerProcesses);

test("jobs of workers that are killed at random points each complete exactly once", {
  // Against a hang only: it takes half a minute alone, and two where 24 processes start beside other tests.
  timeout: 300_000,
}, async () => {
  const seed = chooseSeed();
  onTestFailed(() => void process.stderr.write(`FAULT_SEED=${seed}\n`));
  const report = await killWorkers({ kills: 6, seed });
  // The kills must have hit work, or nothing was tested.
  expect(report.cutOff).toBeGreaterThan(1);
});
