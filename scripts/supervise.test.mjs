/** Real processes and real signals. Every wait is for an event: a line, an exit, or a pipe that its last holder closes. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterEach, expect, test } from "vitest";
import { root } from "./project.mjs";
import { restartDelayMs } from "./supervise.mjs";

/** A parent that supervises a child which runs `childCode`; both write to the parent's standard output. */
const parentCode = (childCode) => `
import { Supervised } from ${JSON.stringify(new URL("./supervise.mjs", import.meta.url).href)};
const child = new Supervised({
  name: "child",
  args: ["--input-type=module", "-e", ${JSON.stringify(childCode)}],
  env: process.env,
  say: (line) => console.log(line),
  firstDelayMs: 10,
  graceMs: 200,
});
child.start();
process.on("SIGTERM", async () => { await child.stop(); process.exit(0); });
`;

/** What the server is started with. */
const endWithParent = `import ${JSON.stringify(new URL("./end-with-parent.mjs", import.meta.url).href)};`;
const stayAlive = `console.log("child " + process.pid); setInterval(() => {}, 1000);`;

const parents = [];

function supervise(childCode) {
  const parent = spawn(process.execPath, ["--input-type=module", "-e", parentCode(childCode)], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  parents.push(parent);
  const lines = createInterface({ input: parent.stdout })[Symbol.asyncIterator]();
  return {
    parent,
    nextLine: async () => (await lines.next()).value,
    /** Resolves when nobody is left who could write: parent, child and grandchildren have ended. */
    allGone: once(parent, "close"),
  };
}

const pidIn = (line) => Number(/^\w+ (\d+)$/.exec(line)?.[1]);

afterEach(async () => {
  const alive = parents.splice(0).filter((parent) => parent.exitCode === null && parent.signalCode === null);
  await Promise.all(
    alive.map((parent) => {
      const closed = once(parent, "close");
      parent.kill("SIGTERM");
      return closed;
    }),
  );
});

test("starts a killed child again and says so", async () => {
  const { nextLine } = supervise(stayAlive);
  const first = pidIn(await nextLine());
  process.kill(first, "SIGKILL");
  expect(await nextLine()).toBe("The child has died (SIGKILL). It starts again in 0.01 s.");
  expect(pidIn(await nextLine())).not.toBe(first);
});

test("waits longer after each early death", async () => {
  const { nextLine } = supervise("process.exit(3)");
  expect(await nextLine()).toBe("The child has died (exit code 3). It starts again in 0.01 s.");
  expect(await nextLine()).toBe("The child has died (exit code 3). It starts again in 0.02 s.");
  expect(await nextLine()).toBe("The child has died (exit code 3). It starts again in 0.04 s.");
});

test("waits 1 s at first and never more than 30 s", () => {
  expect([1, 2, 3, 4, 5, 6, 7, 50].map((restart) => restartDelayMs(restart))).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
  ]);
});

test("leaves nothing running when it is told to end, not even what the child started", async () => {
  const grandchild = `process.on("SIGTERM", () => {}); ${stayAlive}`;
  const { parent, nextLine, allGone } = supervise(`
    import { spawn } from "node:child_process";
    spawn(process.execPath, ["-e", ${JSON.stringify(grandchild)}], { stdio: "inherit" });
    process.on("SIGTERM", () => process.exit(0));
    setInterval(() => {}, 1000);`);
  expect(pidIn(await nextLine())).toBeGreaterThan(0);
  parent.kill("SIGTERM");
  await allGone;
});

test("kills a child that does not end within the grace period", async () => {
  const { parent, nextLine, allGone } = supervise(
    `process.on("SIGTERM", () => console.log("stubborn 1")); ${stayAlive}`,
  );
  await nextLine();
  parent.kill("SIGTERM");
  expect(await nextLine()).toBe("stubborn 1");
  await allGone;
  expect(parent.exitCode).toBe(0);
});

test("a child ends when its parent is killed", async () => {
  const { parent, nextLine, allGone } = supervise(endWithParent + stayAlive);
  await nextLine();
  parent.kill("SIGKILL");
  await allGone;
});
