/** A real program that is run for an alert. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { diskNotice } from "@/lib/testing/alert-notice";
import { runCommand } from "./command";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "presentation-jobs-alerts-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const never = () => new AbortController().signal;
/** Runs a program of Node's. */
const run = (program: string, args: string[] = [], signal = never()) =>
  runCommand(
    { parts: [process.execPath, "-e", program, ...args], env: { PATH: "/bin" } },
    diskNotice,
    signal,
  );

test("a command gets the alert on its standard input, its arguments as they are, and nothing of our secrets", async () => {
  const file = path.join(folder, "told.json");
  await run(
    `const { readFileSync, writeFileSync } = require("node:fs");
     const [file, ...args] = process.argv.slice(1);
     const notice = JSON.parse(readFileSync(0, "utf8"));
     writeFileSync(file, JSON.stringify({ notice, args, env: process.env }));`,
    [file, "two words", "$(touch x)", ";", "*"],
  );
  const told = JSON.parse(await readFile(file, "utf8"));
  expect(told.notice).toEqual(diskNotice);
  expect(told.args).toEqual(["two words", "$(touch x)", ";", "*"]);
  expect(told.env).toEqual({ PATH: "/bin" });
});

test("a command need not read what it is told", async () => {
  await expect(run("process.exit(0)")).resolves.toBeUndefined();
});

test("a command that fails is told with its code and what it said", async () => {
  const failing = run(`process.stderr.write("no such pager\\n\\u001b[31mred"); process.exitCode = 3;`);
  await expect(failing).rejects.toThrow("exit code 3: no such pager\n\u001b[31mred");
  await expect(run(`process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000)`)).rejects.toThrow(
    "ended by SIGTERM",
  );
  const missing = runCommand({ parts: [path.join(folder, "nothing")], env: {} }, diskNotice, never());
  await expect(missing).rejects.toThrow("ENOENT");
});

test("a command for which no file descriptor is left says so", async () => {
  const module = JSON.stringify(path.join(import.meta.dirname, "command.ts"));
  const program = `
    const { openSync } = await import("node:fs");
    const { runCommand } = await import(${module});
    const { signal } = new AbortController();
    // What is loaded for the first start is there for the second.
    await runCommand({ parts: ["/bin/true"], env: {} }, {}, signal);
    try { for (;;) openSync("/dev/null"); } catch {}
    const told = await runCommand({ parts: ["/bin/true"], env: {} }, {}, signal).catch(String);
    process.stdout.write(String(told));`;
  const node = [process.execPath, "--import", "tsx", "--input-type=module", "-e", program];
  const shell = ["-c", 'ulimit -n 100; exec "$@"', "sh", ...node];
  const { stdout } = await promisify(execFile)("sh", shell, { encoding: "utf8" });
  expect(stdout).toMatch(/spawn .*EMFILE/);
});

test("a command that takes too long is killed, and all that it has started", async () => {
  const file = path.join(folder, "pids");
  const timeout = new AbortController();
  const running = run(
    `const { spawn } = require("node:child_process");
     const { writeFileSync, renameSync } = require("node:fs");
     const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" });
     writeFileSync(process.argv[1] + ".new", process.pid + " " + child.pid);
     renameSync(process.argv[1] + ".new", process.argv[1]);
     setInterval(() => {}, 1000);`,
    [file],
    timeout.signal,
  );
  const ended = expect(running).rejects.toThrow("was killed because it took too long");
  await expect
    .poll(
      () =>
        stat(file).then(
          () => true,
          () => false,
        ),
      { timeout: 20_000 },
    )
    .toBe(true);
  const pids = (await readFile(file, "utf8")).split(" ").map(Number);
  timeout.abort();
  await ended;
  const isAlive = async (pid: number) => {
    // A killed process stays as a zombie until whoever inherited it looks.
    const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    return status !== "" && !/\) Z /.test(status);
  };
  for (const pid of pids) await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
});
