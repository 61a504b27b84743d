import { expect, test } from "vitest";
import { inTurn } from "./in-turn";

type Run = { resolve: () => void; reject: (error: unknown) => void };

/** Work of which each run lasts until the test ends it. */
function heldWork() {
  const runs: Run[] = [];
  const work = () => new Promise<void>((resolve, reject) => runs.push({ resolve, reject }));
  return { runs, work };
}

test("calls during a run make one more run, not one each", async () => {
  const { runs, work } = heldWork();
  const run = inTurn(work, () => {});
  const done = run();
  await Promise.all([run(), run(), run()]);
  expect(runs).toHaveLength(1);
  runs[0]?.resolve();
  await expect.poll(() => runs.length).toBe(2);
  runs[1]?.resolve();
  await done;
  expect(runs).toHaveLength(2);
  void run();
  expect(runs).toHaveLength(3);
});

test("a call during a run that fails is still heard", async () => {
  const { runs, work } = heldWork();
  const failures: unknown[] = [];
  const run = inTurn(work, (error) => failures.push(error));
  const done = run();
  await run();
  runs[0]?.reject("the database is away");
  await expect.poll(() => runs.length).toBe(2);
  expect(failures).toEqual(["the database is away"]);
  runs[1]?.resolve();
  await done;
});
