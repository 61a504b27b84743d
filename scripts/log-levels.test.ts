/** `npm run log-levels`: the real command, and a logger that takes over what it says. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { config } from "@/lib/config";
import { applyLogLevels, logger } from "@/lib/log";
import { levelFileOf } from "@/lib/log/level-file";
import { bundle } from "@/lib/testing/bundle";
import { setUpTestDatabase } from "@/lib/testing/database";

setUpTestDatabase({ LOG_LEVELS: "http:warn" });

async function command(...args: string[]) {
  const child = spawn(process.execPath, [bundle("scripts/log-levels.ts"), ...args]);
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { output, errors, code: child.exitCode };
}

test("shows the levels, changes them for what runs, and goes back to the environment", async () => {
  expect((await command()).output).toMatch(/^http {10}warn$/m);
  const changed = await command("http:debug,jobs:trace");
  expect(changed.output).toMatch(/^http {10}debug\njobs {10}trace$/m);
  expect(logger("http").level).toBe("debug");
  applyLogLevels();
  expect(logger("jobs").level).toBe("trace");
  await command("reset");
  applyLogLevels();
  expect([logger("http").level, logger("jobs").level]).toEqual(["warn", "info"]);
  expect(existsSync(levelFileOf(config().dataDir))).toBe(false);
});

test.each(["http:loud", "nobody:debug", "--help"])("refuses %s and says what it takes", async (levels) => {
  const { code, errors } = await command(levels);
  expect(code).toBe(1);
  expect(errors).toMatch(/^Usage: npm run log-levels/);
  expect(errors).toContain("housekeeping");
  expect(existsSync(levelFileOf(config().dataDir))).toBe(false);
});
