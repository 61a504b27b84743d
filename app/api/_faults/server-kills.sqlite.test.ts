import { afterEach, expect, onTestFailed, test } from "vitest";
import { setUpTestDatabase } from "@/lib/testing/database";
import { chooseSeed } from "@/lib/testing/random";
import { killServers } from "./server-kills";
import { API_TOKEN, endServerProcesses } from "./server-process";

setUpTestDatabase({ API_TOKEN });
afterEach(endServerProcesses);

test("what a server acknowledged before it was killed is stored", { timeout: 120_000 }, async () => {
  const seed = chooseSeed();
  onTestFailed(() => void process.stderr.write(`FAULT_SEED=${seed}\n`));
  const report = await killServers({ kills: 3, seed });
  // The kills must have hit requests, or nothing was tested.
  expect(report.cutOff).toBeGreaterThan(5);
});
