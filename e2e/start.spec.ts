/** `npm start` as an operator meets it: real processes, real signals, the build that the other specs use. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { expect, type Page, test } from "@playwright/test";
import Database from "better-sqlite3";
import { expectAccessible } from "./accessible";
import { alive } from "./fixtures";

const apiToken = "start-spec-0123456789abcdef";
const root = path.resolve(import.meta.dirname, "..");
let folder: string;
let started: Started[] = [];

test.beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "presentation-jobs-start-"));
  started = [];
});

test.afterEach(async () => {
  for (const run of started) await stop(run);
  rmSync(folder, { recursive: true, force: true });
});

type Started = {
  process: ChildProcess;
  url: string;
  /** What it has printed so far. */
  lines: readonly string[];
  /** Resolves when the line has been printed, now or earlier. */
  printed: (line: RegExp) => Promise<void>;
  /** Resolves when nobody is left who could print: the start itself, its children and theirs have ended. */
  allGone: Promise<unknown>;
};

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

async function start(command: string[]): Promise<Started> {
  const port = await freePort();
  const child = spawn(command[0] ?? "", command.slice(1), {
    cwd: root,
    env: {
      ...process.env,
      HOST: "127.0.0.1",
      PORT: String(port),
      PUBLIC_URL: "",
      DATABASE_URL: "",
      DATABASE_PATH: path.join(folder, "jobs.db"),
      DATA_DIR: folder,
      LOG_FILE: path.join(folder, "jobs.log"),
      ADMIN_EMAIL: "",
      ADMIN_PASSWORD: "",
      API_TOKEN: apiToken,
      DEMO: "0",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  const onLine = (line: string) => {
    lines.push(line);
    child.emit("line");
  };
  createInterface({ input: child.stdout }).on("line", onLine);
  createInterface({ input: child.stderr }).on("line", onLine);
  const run: Started = {
    process: child,
    lines,
    url: `http://127.0.0.1:${port}`,
    printed: async (line) => {
      while (!lines.some((each) => line.test(each))) {
        if (child.exitCode !== null)
          throw new Error(`It ended without printing ${line}:\n${lines.join("\n")}`);
        await Promise.race([once(child, "line"), once(child, "exit")]);
      }
    },
    allGone: once(child, "close"),
  };
  started.push(run);
  await run.printed(/^Ready: /);
  return run;
}

const direct = [process.execPath, "scripts/start.mjs", "--no-install"];

function workerPid(): number | undefined {
  const database = new Database(path.join(folder, "jobs.db"), { readonly: true });
  try {
    const pid = database.prepare("SELECT pid FROM workers ORDER BY started_at DESC LIMIT 1").pluck().get();
    return typeof pid === "number" ? pid : undefined;
  } finally {
    database.close();
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/livez`).then(
    (answer) => answer.ok,
    () => false,
  );
}

async function stop({ process: child, allGone }: Started): Promise<void> {
  child.kill("SIGTERM");
  await allGone;
}

test("the first start prints a set-up link, which makes the first administrator, and ends with code 0", async ({
  page,
}) => {
  const first = await start(direct);
  const { lines, printed } = first;
  const link = /^http:\/\/127\.0\.0\.1:\d+\/setup#token=\S+/;
  await printed(link);
  const address = lines.find((line) => link.test(line)) ?? "";
  await page.goto(new URL("/sign-in", address).href);
  await expect(page.getByText("Nobody can sign in yet")).toBeVisible();
  await page.goto(address);
  await page.getByLabel("Name").fill("Ada Admin");
  await page.getByLabel("E-mail").fill("ada@example.com");
  await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
  await page.getByLabel("Password again", { exact: true }).fill("correct horse battery");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create administrator" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await expect(page.getByText("Ada Admin").first()).toBeVisible();
  await seeTheFirstSteps(page);
  // The link is spent.
  await page.goto(address);
  await expect(page.getByText("There is an administrator already")).toBeVisible();
  await stop(first);
  expect(first.process.exitCode).toBe(0);
});

/** The database is empty: a click adds the samples, another one makes a token with which the commands really queue a first job. */
async function seeTheFirstSteps(page: Page): Promise<void> {
  const jobs = new URL("/jobs", page.url()).href;
  await page.goto(jobs);
  await alive(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Add sample lessons" }).click();
  await expect(page).toHaveURL(/\/lessons$/);
  const lessons = page.getByRole("table", { name: "Lessons" });
  await expect(lessons.getByRole("link", { name: "Steady Beat with the Bears" })).toBeVisible();
  await page.goto(jobs);
  await page.getByRole("button", { name: "Make a token for these commands" }).click();
  const commands = page.getByRole("region", { name: "Commands" });
  await expect(commands).toContainText("Authorization: Bearer pj_");
  execFileSync("/bin/sh", ["-c", ((await commands.textContent()) ?? "").replaceAll("curl", "curl -sf")]);
  await expect(
    page.getByRole("table", { name: "Jobs" }).getByRole("link", { name: "First lesson" }),
  ).toBeVisible();
}

test("a second start finds everything made, keeps the data, and brings back a worker that is killed", async () => {
  const first = await start(direct);
  const lesson = { title: "Kept", content: "# Kept\n\nThis lesson survives a restart." };
  const headers = { Authorization: `Bearer ${apiToken}`, "Content-Type": "application/json" };
  const stored = await fetch(`${first.url}/api/lessons/kept`, {
    method: "PUT",
    headers,
    body: JSON.stringify(lesson),
  });
  expect(stored.status).toBe(201);
  await stop(first);
  const second = await start(direct);
  expect(second.lines.join("\n")).not.toMatch(/Installing|Generating|Building|Created|Upgraded/);
  expect((await fetch(`${second.url}/api/lessons/kept`, { headers })).status).toBe(200);

  await expect.poll(workerPid).toBeGreaterThan(0);
  const killed = workerPid() ?? 0;
  process.kill(killed, "SIGKILL");
  await second.printed(/^The worker has died \(SIGKILL\)\. It starts again in 1 s\.$/);
  await expect.poll(workerPid).not.toBe(killed);
});

test("SIGTERM ends everything within 10 s, also with an event stream open and npm in between", async () => {
  const { process: npm, url, allGone } = await start(["npm", "start", "--silent", "--", "--no-install"]);
  await expect.poll(workerPid).toBeGreaterThan(0);
  const stream = await fetch(`${url}/api/presentations/jobs/stream`, {
    headers: { Authorization: `Bearer ${apiToken}` },
  });
  expect(stream.status).toBe(200);
  const startedAt = performance.now();
  npm.kill("SIGTERM");
  await allGone;
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  expect(await answers(url)).toBe(false);
  await stream.body?.cancel().catch(() => {});
});

test("nothing is left when the start itself is killed", async () => {
  const { process: child, url, allGone } = await start(direct);
  await expect.poll(workerPid).toBeGreaterThan(0);
  child.kill("SIGKILL");
  await allGone;
  expect(await answers(url)).toBe(false);
});
