/** Worker processes for fault tests: the real worker in a process of its own, which can be killed, stopped and continued. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { config } from "@/lib/config";
import { bundle } from "@/lib/testing/bundle";
import { watchFolder } from "./watch-folder";

export type LogLine = { msg: string; time: string; job_id?: string } & Record<string, unknown>;
export type Exit = { code: number | null; signal: NodeJS.Signals | null };

/** Lease and heartbeat of the processes here, unless a test says otherwise: the shortest that the configuration allows. */
export const LEASE_MS = 3_000;
export const HEARTBEAT_MS = LEASE_MS / 3;

const alive = new Set<WorkerProcess>();

/** Ends all that were started here and have not ended. */
export async function endWorkerProcesses(): Promise<void> {
  await Promise.all([...alive].map((worker) => worker.kill()));
}

export class WorkerProcess {
  static #count = 0;
  /** Resolves when the worker claims; rejects when the process ends before. */
  readonly ready: Promise<void>;
  readonly exited: Promise<Exit>;
  /** Unix ms of the kill. */
  killedAt: number | null = null;
  readonly #child: ChildProcess;
  readonly #logFile: string;

  private constructor(logFile: string, env: Record<string, string>, preload: string[]) {
    this.#logFile = logFile;
    this.#child = fork(
      bundle("worker/faults/scripted-worker.ts"),
      [bundle("worker/faults/scripted-thread.ts")],
      {
        execArgv: preload.flatMap((program) => ["--import", bundle(program)]),
        env: {
          ...process.env,
          JOB_LEASE_SECONDS: String(LEASE_MS / 1000),
          WORKER_CONCURRENCY: "2",
          RETRY_DELAYS: "0",
          LOG_FILE: logFile,
          ...env,
        },
        stdio: ["ignore", "ignore", "inherit", "ipc"],
      },
    );
    alive.add(this);
    this.exited = once(this.#child, "exit").then(([code, signal]) => {
      alive.delete(this);
      return { code, signal };
    });
    const early = this.exited.then(({ code, signal }) => {
      throw new Error(`The worker ended before it was ready: ${code ?? signal}`);
    });
    this.ready = Promise.race([once(this.#child, "message").then(() => {}), early]);
    // Whoever kills a process that is still starting does not wait for it.
    this.ready.catch(() => {});
  }

  /** Starts a process on the database of this one. `env` adds to its environment, `preload` are programs it loads first. */
  static async start(env: Record<string, string> = {}, preload: string[] = []): Promise<WorkerProcess> {
    const folder = path.join(config().dataDir, "worker-logs");
    await mkdir(folder, { recursive: true });
    return new WorkerProcess(path.join(folder, `${WorkerProcess.#count++}.log`), env, preload);
  }

  /** As `start`; resolves when the worker claims. */
  static async started(env: Record<string, string> = {}, preload: string[] = []): Promise<WorkerProcess> {
    const worker = await WorkerProcess.start(env, preload);
    await worker.ready;
    return worker;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Its id in the database. @throws before it is ready */
  get id(): string {
    const id = this.log().find((line) => line.msg === "worker_started")?.worker_id;
    if (typeof id !== "string") throw new Error("The worker has not started");
    return id;
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** `kill -9`: no handler of the process runs. */
  async kill(): Promise<void> {
    this.killedAt = Date.now();
    this.signal("SIGKILL");
    await this.exited;
  }

  /** What it has logged so far; a line that is being written is left out. */
  log(): LogLine[] {
    if (!existsSync(this.#logFile)) return [];
    const whole = readFileSync(this.#logFile, "utf8").split("\n").slice(0, -1);
    return whole.map((line) => JSON.parse(line));
  }

  /** Resolves with the lines whose `msg` matches, when there is one. */
  logged(msg: RegExp): Promise<LogLine[]> {
    return watchFolder(path.dirname(this.#logFile), () => {
      const lines = this.log().filter((line) => msg.test(line.msg));
      return lines.length > 0 ? lines : null;
    });
  }
}
