import { expect, it, test } from "vitest";
import { clockText, heldClock, holdClock, leftMs, passedMs, startClock } from "./lesson-clock";

it("counts only while it runs, and goes on where it was held", () => {
  const running = startClock(heldClock, 1_000);
  expect(passedMs(running, 6_000)).toBe(5_000);
  const held = holdClock(running, 6_000);
  expect(passedMs(held, 99_000)).toBe(5_000);
  expect(passedMs(startClock(held, 100_000), 101_000)).toBe(6_000);
  expect(startClock(running, 3_000)).toBe(running);
});

test.each([
  [0, "0:00"],
  [65_999, "1:05"],
  [3_845_000, "1:04:05"],
  [-1, "+0:01"],
  [-80_000, "+1:20"],
])("%i ms reads %s", (ms, text) => {
  expect(clockText(ms)).toBe(text);
});

it("tells what is left of the plan, or that there is none", () => {
  expect([leftMs(5, 60_000), leftMs(1, 90_000), leftMs(null, 5)]).toEqual([240_000, -30_000, null]);
});
