import { describe, expect, it } from "vitest";
import { backOffMs, wait } from "./back-off";

describe("backOffMs", () => {
  const waits = { firstWaitMs: 500, longestWaitMs: 3_000 };

  it("doubles up to its bound", () => {
    expect([1, 2, 3, 4, 50].map((failures) => backOffMs(waits, failures, 1))).toEqual([
      500, 1000, 2000, 3000, 3000,
    ]);
  });

  it("spreads clients over half of the wait", () => {
    expect([0, 0.5, 1].map((random) => backOffMs(waits, 2, random))).toEqual([500, 750, 1000]);
  });
});

describe("wait", () => {
  it("ends at once when it is aborted", async () => {
    const stop = new AbortController();
    const waiting = wait(2 ** 31 - 1, stop.signal);
    stop.abort();
    await waiting;
    await wait(2 ** 31 - 1, stop.signal);
  });
});
