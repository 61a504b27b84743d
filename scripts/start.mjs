/**
 * `npm start`: from a fresh clone, or any later state, to a running product. It makes what is missing, starts the server
 * and the worker as children, restarts one that dies, and ends both when it is told to end.
 * `--dev` runs Next.js in development; `--no-install` trusts the packages that are there; `--server-only` leaves the workers to others.
 */
import util from "node:util";
import { build, generateClient, isBuilt, nextEnvironment, nextProgram } from "./build.mjs";
import { checkNode, installPackages } from "./install.mjs";
import { complain, loadEnvFile, Refusal, say } from "./project.mjs";
import { run } from "./run.mjs";
import { Supervised } from "./supervise.mjs";

/** From starting the server to its first answer; development compiles before it answers. */
const FIRST_ANSWER_MS = 120_000;
const ASK_EVERY_MS = 50;
const LOOK_FOR_NPM_MS = 500;
/** Longer than a proxy or a client keeps an idle connection (often 60 s): who closes it first must not be us, beneath a request. */
const KEEP_ALIVE_MS = 75_000;

const stopped = new AbortController();
/** @type {Supervised[]} */
let children = [];

function readOptions() {
  try {
    const options = {
      dev: { type: "boolean" },
      "no-install": { type: "boolean" },
      "server-only": { type: "boolean" },
    };
    const { values } = util.parseArgs({ options });
    return {
      dev: values.dev === true,
      install: values["no-install"] !== true,
      worker: values["server-only"] !== true,
    };
  } catch (error) {
    throw new Refusal(`${error.message}\nUsage: npm start [-- --dev] [--no-install] [--server-only]`);
  }
}

/** @returns {Promise<Extract<import("./prepare").Prepared, { kind: "ready" }>>} */
async function prepare(...args) {
  let outcome;
  const { code } = await run(process.execPath, ["--import", "tsx", "scripts/prepare.ts", ...args], {
    signal: stopped.signal,
    onMessage: (message) => {
      outcome = message;
    },
  });
  if (outcome?.kind === "ready") return outcome;
  throw new Refusal(outcome?.line ?? `The start could not be prepared (exit code ${code}).`);
}

function startChildren({ host, port }, { dev, worker }) {
  const env = { ...nextEnvironment(), NODE_ENV: dev ? "development" : "production" };
  const next = [nextProgram, dev ? "dev" : "start", "-H", host, "-p", String(port)];
  if (!dev) next.push("--keepAliveTimeout", String(KEEP_ALIVE_MS));
  children = [
    new Supervised({
      name: "server",
      args: ["--import", "./scripts/end-with-parent.mjs", ...next],
      // Its banner repeats what we say; its errors come on the other stream.
      stdout: dev ? "inherit" : "ignore",
      env,
      say,
    }),
  ];
  if (worker) {
    children.push(new Supervised({ name: "worker", args: ["--import", "tsx", "worker/main.ts"], env, say }));
  }
  for (const child of children) child.start();
}

async function waitForAnswer({ host, port }) {
  const reachable =
    { "0.0.0.0": "127.0.0.1", "::": "[::1]" }[host] ?? (host.includes(":") ? `[${host}]` : host);
  const deadline = AbortSignal.any([stopped.signal, AbortSignal.timeout(FIRST_ANSWER_MS)]);
  for (;;) {
    try {
      const answer = await fetch(`http://${reachable}:${port}/livez`, { signal: deadline });
      if (answer.ok) return;
    } catch {
      // Not listening yet.
    }
    stopped.signal.throwIfAborted();
    if (deadline.aborted)
      throw new Refusal(`The server has not answered within ${FIRST_ANSWER_MS / 1000} s.`);
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
}

async function start() {
  checkNode();
  const options = readOptions();
  const { dev, install } = options;
  loadEnvFile();
  if (install) await installPackages(stopped.signal);
  await generateClient(stopped.signal);
  process.umask(0o077); // database, log and exports are their owner's alone; the children inherit it
  if (!dev && !isBuilt()) {
    await prepare("--check");
    say("Building (about a minute) …");
    await build(stopped.signal);
  }
  const ready = await prepare();
  for (const line of ready.done) say(line);
  stopped.signal.throwIfAborted();
  startChildren(ready, options);
  await waitForAnswer(ready);
  for (const line of ["", `Ready: ${ready.url}`, ...ready.signIn, "Ctrl-C stops it.", ""]) say(line);
}

/** Ends everything; resolves never, because it ends this process too. @param {number} exitCode */
async function stop(exitCode) {
  // npm passes on a signal that the terminal has sent us already: one is enough.
  if (stopped.signal.aborted) return;
  stopped.abort();
  if (children.length > 0) say("Stopping …");
  await Promise.all([starting, ...children.map((child) => child.stop())]);
  process.exit(exitCode);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void stop(0));

// npm runs us through a shell, and a signal that ends either need not reach us.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && void stop(0), LOOK_FOR_NPM_MS).unref();
}

const starting = start().then(
  () => true,
  (error) => {
    if (!stopped.signal.aborted) complain(error);
    return false;
  },
);
if (!(await starting)) await stop(1);
