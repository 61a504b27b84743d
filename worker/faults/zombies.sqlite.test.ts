import { afterEach, expect, onTestFailed, test } from "vitest";
import { setUpTestDatabase } from "@/lib/testing/database";
import { chooseSeed } from "@/lib/testing/random";
import { endWorkerProcesses } from "./worker-process";
import { wakeZombies } from "./zombies";

setUpTestDatabase();
afterEach(endWorkerProcesses);

test("workers paused past their lease change nothing of the worker that took over, and stop within a heartbeat", {
  timeout: 120_000,
}, async () => {
  const seed = chooseSeed();
  onTestFailed(() => void process.stderr.write(`FAULT_SEED=${seed}\n`));
  // Three find the second worker's result, two find it still running.
  expect(await wakeZombies({ zombies: 5, seed })).toMatchObject({ zombies: 5, secondDone: 3 });
});
