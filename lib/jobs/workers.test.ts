/** How often a worker says that it lives. */
import { expect, test } from "vitest";
import { heartbeatEveryMs, WORKER_ALIVE_MS } from "./workers";

test("a lease is renewed twice before it ends, and a worker with a long one never seems dead", () => {
  expect(heartbeatEveryMs(30_000)).toBe(10_000);
  expect(heartbeatEveryMs(3_000)).toBe(1_000);
  expect(3 * heartbeatEveryMs(3_600_000)).toBeLessThan(WORKER_ALIVE_MS);
});
