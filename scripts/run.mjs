/** Runs a program to its end. Each gets a process group of its own, so that stopping it also stops what it started. */
import { spawn } from "node:child_process";
import { root } from "./project.mjs";

/** What a stopped program gets to end by itself before it is killed. */
const GRACE_MS = 5_000;

/** Sends `signal` to the process group that `pid` leads. No such group: nothing to do. */
export function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error?.code !== "ESRCH") throw error;
  }
}

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [quiet] collect the output instead of showing it
 * @property {AbortSignal} [signal] stops the program and all that it started
 * @property {number} [timeoutMs] likewise
 * @property {(message: unknown) => void} [onMessage] opens an IPC channel and receives what comes over it
 */

/**
 * Runs `command` in the project's folder.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string }>} exit code (128 + signal as shells have it) and, when quiet, both
 *   output streams in order. A program that cannot be started has code 127.
 */
export function run(command, args, options = {}) {
  const { env = process.env, quiet = false, signal, timeoutMs, onMessage } = options;
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const output = quiet ? "pipe" : "inherit";
    const stdio = ["ignore", output, output, ...(onMessage ? ["ipc"] : [])];
    const child = spawn(command, args, { cwd: root, env, stdio, detached: true });
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => chunks.push(chunk));
    if (onMessage) child.on("message", onMessage);

    let killTimer;
    const stop = () => {
      signalGroup(child.pid, "SIGTERM");
      killTimer = setTimeout(() => signalGroup(child.pid, "SIGKILL"), GRACE_MS);
    };
    const timer = timeoutMs ? setTimeout(stop, timeoutMs) : undefined;
    if (child.pid !== undefined) signal?.addEventListener("abort", stop, { once: true });

    const settle = (code) => {
      clearTimeout(timer);
      clearTimeout(killTimer);
      signal?.removeEventListener("abort", stop);
      if (signal?.aborted) reject(signal.reason);
      else resolve({ code, output: Buffer.concat(chunks).toString("utf8") });
    };
    child.on("error", () => settle(127));
    // What it left behind would otherwise live on, and keep our pipes open.
    child.on("exit", () => signalGroup(child.pid, "SIGKILL"));
    child.on("close", (code, endedBy) => settle(code ?? 128 + signalNumber(endedBy)));
  });
}

const signalNumber = (name) => ({ SIGHUP: 1, SIGINT: 2, SIGABRT: 6, SIGKILL: 9, SIGTERM: 15 })[name] ?? 0;
