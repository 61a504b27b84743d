/**
 * Keeps a child process alive. It leads its own process group, so a Ctrl-C at the terminal reaches only us and each child
 * gets exactly one signal; an IPC channel tells it when we are gone, however we went.
 */
import { spawn } from "node:child_process";
import { root } from "./project.mjs";
import { signalGroup } from "./run.mjs";

const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 30_000;
/** A child that lived this long was healthy: its next death starts with the short delay again. */
const HEALTHY_AFTER_MS = 60_000;
/** Stopping everything is promised within 10 s. */
const GRACE_MS = 8_000;

/** Pause before restart number `restart` (from 1) of a row of early deaths. */
export function restartDelayMs(restart, firstMs = FIRST_DELAY_MS) {
  return Math.min(MAX_DELAY_MS, firstMs * 2 ** (restart - 1));
}

export class Supervised {
  #child = null;
  #startedAt = 0;
  #earlyDeaths = 0;
  #restartTimer = null;
  #stopping = false;

  /**
   * @param {object} options
   * @param {string} options.name as a person reads it: "server"
   * @param {readonly string[]} options.args of Node
   * @param {NodeJS.ProcessEnv} options.env
   * @param {"inherit" | "ignore"} [options.stdout] its errors are always shown
   * @param {(line: string) => void} options.say
   * @param {number} [options.firstDelayMs]
   * @param {number} [options.graceMs]
   */
  constructor(options) {
    this.options = options;
  }

  start() {
    const { args, env, stdout = "inherit" } = this.options;
    const child = spawn(process.execPath, args, {
      cwd: root,
      env,
      detached: true,
      stdio: ["ignore", stdout, "inherit", "ipc"],
    });
    this.#child = child;
    this.#startedAt = performance.now();
    child.on("error", (error) => {
      // A child that never was has no exit; other errors of a living child are no reason to do anything.
      if (child.pid === undefined) this.#ended(error.message);
    });
    child.on("exit", (code, signal) => {
      signalGroup(child.pid, "SIGKILL");
      this.#ended(signal ?? `exit code ${code}`);
    });
  }

  #ended(cause) {
    this.#child = null;
    if (!this.#stopping) this.#restartLater(cause);
  }

  #restartLater(cause) {
    const { name, say, firstDelayMs } = this.options;
    const lived = performance.now() - this.#startedAt;
    this.#earlyDeaths = lived >= HEALTHY_AFTER_MS ? 1 : this.#earlyDeaths + 1;
    const delayMs = restartDelayMs(this.#earlyDeaths, firstDelayMs);
    say(`The ${name} has died (${cause}). It starts again in ${delayMs / 1000} s.`);
    this.#restartTimer = setTimeout(() => this.start(), delayMs);
  }

  /** Asks the child to end, kills it and all that it started after the grace period, and resolves when it is gone. */
  async stop() {
    this.#stopping = true;
    clearTimeout(this.#restartTimer);
    const child = this.#child;
    if (child?.pid === undefined) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    const timer = setTimeout(() => signalGroup(child.pid, "SIGKILL"), this.options.graceMs ?? GRACE_MS);
    await gone;
    clearTimeout(timer);
  }
}
