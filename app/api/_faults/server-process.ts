/** Server processes for fault tests: our routes in a process of their own, on the database of this one. */
import { strict as assert } from "node:assert";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** Whoever starts a server sets API_TOKEN to it. */
export const API_TOKEN = "faults-token-0123456789";

const alive = new Set<ServerProcess>();

/** Ends all that were started here and have not ended. */
export async function endServerProcesses(): Promise<void> {
  await Promise.all([...alive].map((server) => server.kill()));
}

export class ServerProcess {
  /** Resolves with its end. */
  readonly exited: Promise<void>;

  private constructor(
    private readonly child: ChildProcess,
    private readonly port: number,
  ) {
    alive.add(this);
    this.exited = once(child, "exit").then(() => void alive.delete(this));
  }

  /** Resolves when it listens. It inherits the environment. */
  static async start(): Promise<ServerProcess> {
    const child = fork(new URL("./route-server.ts", import.meta.url), {
      execArgv: ["--import", "tsx"],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    const early = once(child, "exit").then(([code, signal]) => {
      throw new Error(`The server ended before it listened: ${code ?? signal}`);
    });
    const [port] = await Promise.race([once(child, "message"), early]);
    early.catch(() => {});
    return new ServerProcess(child, port);
  }

  get pid(): number {
    assert.ok(this.child.pid, "the server runs");
    return this.child.pid;
  }

  /** `kill -9`: no handler of the process runs. */
  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.exited;
  }

  get(path: string): Promise<Response> {
    return fetch(this.#url(path), { headers: { authorization: `Bearer ${API_TOKEN}` } });
  }

  /** Asks for a deck. @throws when the connection broke */
  generate(lessonId: string): Promise<Response> {
    return fetch(this.#url("/api/presentations/generate"), {
      method: "POST",
      headers: { authorization: `Bearer ${API_TOKEN}`, "content-type": "application/json" },
      body: JSON.stringify({ lesson_id: lessonId }),
    });
  }

  /** As `generate`. @returns the acknowledged job's id @throws also when the answer is no 2xx */
  async acknowledged(lessonId: string): Promise<string> {
    const response = await this.generate(lessonId);
    const body: unknown = await response.json();
    assert.ok(response.ok, JSON.stringify(body));
    return (body as { job_id: string }).job_id;
  }

  #url(path: string): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }
}
