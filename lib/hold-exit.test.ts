import { expect, onTestFinished, test } from "vitest";
import { holdExit } from "./hold-exit";

test("the process ends when the work has ended, with the code that was asked for", async () => {
  const real = process.exit;
  onTestFinished(() => {
    process.exit = real;
  });
  let end = () => {};
  const work = new Promise<void>((resolve) => {
    end = resolve;
  });
  const ended = new Promise((resolve) => {
    process.exit = ((code: number) => resolve(code)) as typeof process.exit;
  });
  holdExit(work, 60_000);
  process.exit(143);
  expect(await Promise.race([ended, Promise.resolve("still here")])).toBe("still here");
  end();
  expect(await ended).toBe(143);
});
