/**
 * End-to-end tests against the real product: `scripts/start.mjs` on a free port, with a database of its own. `npm test` runs them;
 * alone: `npm test -- --e2e [e2e/some.spec.ts]`. Specs find the credentials in the environment: E2E_* below.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { defineConfig, devices } from "@playwright/test";

const printFreePort = `const s = require("node:net").createServer().listen(0, "127.0.0.1", () => {
  process.stdout.write(String(s.address().port)); s.close(); });`;

const freePort = () => execFileSync(process.execPath, ["-e", printFreePort], { encoding: "utf8" });

// Playwright loads this file in its workers too: what the first one chose must reach them, so it goes into the environment.
if (!process.env.E2E_DIR) {
  const directory = mkdtempSync(path.join(os.tmpdir(), "presentation-jobs-e2e-"));
  process.env.E2E_DIR = directory;
  process.env.E2E_PORT = freePort();
  process.env.E2E_SECOND_PORT = freePort();
  process.env.E2E_ADMIN_EMAIL = "admin@example.com";
  process.env.E2E_ADMIN_PASSWORD = "a long enough password";
  process.env.E2E_API_TOKEN = "e2e-token-0123456789abcdef";
  process.on("exit", () => rmSync(directory, { recursive: true, force: true }));
}

const directory = process.env.E2E_DIR;
const urlOf = (port = "") => `http://127.0.0.1:${port}`;

/** Everything that a `.env` of the developer could change; an empty variable counts as absent. */
const environmentOf = (folder: string, port = "") => ({
  HOST: "127.0.0.1",
  PORT: port,
  DATABASE_PATH: path.join(folder, "data", "jobs.db"),
  DATABASE_URL: "",
  DATA_DIR: path.join(folder, "data"),
  LOG_FILE: path.join(folder, "logs", "jobs.log"),
  LOG_LEVEL: "info",
  ADMIN_EMAIL: process.env.E2E_ADMIN_EMAIL ?? "",
  ADMIN_PASSWORD: process.env.E2E_ADMIN_PASSWORD ?? "",
  API_TOKEN: process.env.E2E_API_TOKEN ?? "",
  PUBLIC_URL: "",
  AUTH_JWT_SECRET: "",
  AUTH_JWKS_URL: "",
  LLM_BASE_URL: "",
  LLM_API_KEY: "",
  LLM_MODEL: "",
  LLM_PRICE_INPUT: "",
  LLM_PRICE_OUTPUT: "",
  ALERT_COMMAND: "",
  ALERT_EMAIL_TO: "",
  ALERT_EMAIL_FROM: "",
  SMTP_URL: "",
  ALERT_WEBHOOK_URL: "",
  DEMO: "1",
});

/** A product that a project shares, in a folder and on a port of its own. */
const productOf = (folder: string, port = "") => ({
  command: "exec node scripts/start.mjs --no-install",
  url: `${urlOf(port)}/livez`,
  env: environmentOf(folder, port),
  reuseExistingServer: false,
  // A first start builds when nobody has built before.
  timeout: 240_000,
  gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 } as const,
  stdout: "pipe" as const,
  stderr: "pipe" as const,
});

/** What goes to the second product: with what needs none, about as long as what goes to the first. */
const second = /(?:\.phone|\/settings)\.spec\.ts$/;
/** These start products of their own, so they disturb nobody and nobody them. */
const own = /(?:alerts|many-jobs|operate|polish|start)\.spec\.ts$/;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  // A shared product has one test at a time: they pause its queue and count its jobs. Beside the first one's run those that have
  // products of their own, and then the second one's. A third place would only make all of them slower on two cores.
  workers: 2,
  fullyParallel: false,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // The longest journeys, with axe on each of their pages, take 20 s; a busy machine may need four times that.
  timeout: 90_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: urlOf(process.env.E2E_PORT),
    // What turns and fades costs a core that the tests need.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    // It costs each test a third of its time.
    trace: process.env.E2E_TRACE ? "retain-on-failure" : "off",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || undefined,
      args: [
        ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
        ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
      ],
    },
  },
  projects: [
    { name: "own", use: { ...devices["Desktop Chrome"] }, testMatch: own, workers: 1 },
    { name: "desktop", use: { ...devices["Desktop Chrome"] }, testIgnore: [second, own], workers: 1 },
    {
      name: "second",
      workers: 1,
      use: { ...devices["Desktop Chrome"], baseURL: urlOf(process.env.E2E_SECOND_PORT) },
      testMatch: second,
    },
  ],
  webServer: [
    productOf(directory, process.env.E2E_PORT),
    productOf(path.join(directory, "second"), process.env.E2E_SECOND_PORT),
  ],
});
