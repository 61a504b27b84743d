/** The database's jobs against the reference model, under random orders. A failure prints its seed and its shortest sequence. */
import fc from "fast-check";
import { test } from "vitest";
import { setUpTestDatabase } from "@/lib/testing/database";
import { lifecycleCommands, startLifecycle } from "./lifecycle-commands";

setUpTestDatabase();

/** PROPERTY_RUNS: more for a long run. */
const numRuns = Number(process.env.PROPERTY_RUNS ?? 60);

test("whatever is asked in whatever order, jobs and attempts are as the lifecycle's table says", {
  timeout: 5_000 + numRuns * 2_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(lifecycleCommands, { maxCommands: 40, size: "max" }), async (commands) => {
      const start = await startLifecycle();
      await fc.asyncModelRun(() => start, commands);
    }),
    { numRuns, ...(process.env.FAULT_SEED && { seed: Number(process.env.FAULT_SEED) }) },
  );
});
