import { afterEach, expect, test } from "vitest";
import { setUpTestDatabase } from "@/lib/testing/database";
import { emptyQueue } from "./fleet";
import { endWorkerProcesses } from "./worker-process";

setUpTestDatabase();
afterEach(endWorkerProcesses);

test("eight workers complete a hundred and sixty jobs exactly once each", { timeout: 120_000 }, async () => {
  const { jobsPerWorker } = await emptyQueue({ workers: 8, jobs: 160 });
  // They must have shared the work, or nothing was tested.
  expect(jobsPerWorker.filter((jobs) => jobs > 0).length).toBeGreaterThan(1);
});
