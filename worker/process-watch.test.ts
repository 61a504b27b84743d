import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { ProcessWatch } from "./process-watch";

const BLOCKED_MS = 300;

test("tells what the process takes, and how late its timers came since the last time", async () => {
  const watch = new ProcessWatch();
  try {
    const before = await watch.read();
    // From one coming of the timer to the next: the first only begins the measuring.
    for (let times = 0; times < 2; times++) {
      const until = performance.now() + BLOCKED_MS;
      while (performance.now() < until);
      for (let turn = 0; turn < 3; turn++) await setImmediate();
    }
    const after = await watch.read();
    expect(after.eventLoopLagMs).toBeGreaterThan(BLOCKED_MS / 2);
    expect(after.eventLoopLagMs).toBeLessThan(BLOCKED_MS * 20);
    expect(after.cpuSeconds).toBeGreaterThan(before.cpuSeconds);
    expect(after.memoryBytes).toBeGreaterThan(after.heapUsedBytes);
    expect(after.heapUsedBytes).toBeGreaterThan(1_000_000);
    if (process.platform === "linux") expect(after.openFiles).toBeGreaterThan(3);
  } finally {
    watch.stop();
  }
});
