/**
 * `npm test`: installs what is missing, then checks everything, cheapest first, and stops at the first step that fails.
 * `--check` ends before the build and the browser; `--e2e [Playwright's arguments]` runs only those.
 * The last line of the output is always `N passed, N failed`; a failed step without failed tests counts as one failure.
 */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { findBrowser } from "./browser.mjs";
import { build, generateClient, isBuilt, nextEnvironment, nextProgram } from "./build.mjs";
import { checkNode, unpackPackages } from "./install.mjs";
import { complain, inProject, Refusal, say } from "./project.mjs";
import { run } from "./run.mjs";
import { countPlaywright, countVitest, readCounts } from "./test-counts.mjs";

const stopped = new AbortController();
const { signal } = stopped;
const reports = mkdtempSync(path.join(os.tmpdir(), "presentation-jobs-reports-"));
const vitestReport = path.join(reports, "vitest.json");
const playwrightReport = path.join(reports, "playwright.json");

const tools = {
  biome: "node_modules/@biomejs/biome/bin/biome",
  playwright: "node_modules/@playwright/test/cli.js",
  tsc: "node_modules/typescript/bin/tsc",
  vitest: "node_modules/vitest/vitest.mjs",
};

async function tool(program, args, env = process.env) {
  const { code } = await run(process.execPath, [path.resolve(inProject(), program), ...args], {
    env,
    signal,
  });
  if (code !== 0) throw new Refusal(`${path.basename(program)} ended with code ${code}.`);
}

async function checkTypes() {
  // Next.js writes the types of the routes, which the pages use.
  const { code, output } = await run(process.execPath, [nextProgram, "typegen"], {
    env: nextEnvironment(),
    quiet: true,
    signal,
  });
  if (code !== 0) throw new Refusal(output.trimEnd());
  await tool(tools.tsc, ["--noEmit"]);
}

let browser;
/** Of the native packages, which the first steps do without. */
let built;
const chosen = process.argv[2] === "--e2e" ? process.argv.slice(3) : [];

const steps = {
  packages: async () => {
    ({ built } = await unpackPackages(signal));
  },
  browser: async () => {
    browser = await findBrowser(signal);
  },
  "database client": () => generateClient(signal),
  types: checkTypes,
  // Biome colours what it writes in CI, also into a file.
  "format and lint": () => tool(tools.biome, ["ci", ...(process.stdout.isTTY ? [] : ["--colors=off"]), "."]),
  "native packages": () => built,
  "unit and integration": () =>
    tool(tools.vitest, [
      "run",
      "--coverage",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${vitestReport}`,
    ]),
  build: async () => {
    if (!isBuilt()) await build(signal);
  },
  "end to end": () =>
    tool(tools.playwright, ["test", "--reporter=list,json", ...chosen], {
      ...process.env,
      CHROMIUM_PATH: browser,
      PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport,
    }),
};

const plans = {
  all: Object.keys(steps),
  "--check": [
    ...["packages", "database client", "types", "format and lint", "native packages", "unit and integration"],
  ],
  "--e2e": ["packages", "browser", "database client", "native packages", "build", "end to end"],
};

async function runSteps(names) {
  for (const name of names) {
    say(`── ${name}`);
    const startedAt = performance.now();
    const ended = (word) =>
      say(`── ${name}: ${word} after ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
    try {
      await steps[name]();
    } catch (error) {
      if (!signal.aborted) complain(error);
      ended(signal.aborted ? "stopped" : "failed");
      return false;
    }
    ended("done");
  }
  return true;
}

function readPlan() {
  const plan = plans[process.argv[2] ?? "all"];
  if (!plan) throw new Refusal("Usage: npm test [-- --check | --e2e [arguments of Playwright]]");
  return plan;
}

for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => stopped.abort());
process.on("exit", () => rmSync(reports, { recursive: true, force: true }));

try {
  checkNode();
  const plan = readPlan();
  const succeeded = await runSteps(plan);
  const counts = [readCounts(vitestReport, countVitest), readCounts(playwrightReport, countPlaywright)];
  const passed = counts[0].passed + counts[1].passed;
  const failed = counts[0].failed + counts[1].failed;
  say(`${passed} passed, ${succeeded ? failed : Math.max(failed, 1)} failed`);
  process.exitCode = succeeded && failed === 0 ? 0 : 1;
} catch (error) {
  complain(error);
  process.exitCode = 2;
}
