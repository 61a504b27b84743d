/** System calls of a running process that fail, or kill it. https://man7.org/linux/man-pages/man1/strace.1.html */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** An attached `strace`, which makes calls of one process go wrong until it is detached. */
export class Fault {
  private constructor(private readonly strace: ChildProcess) {}

  /**
   * @param calls their names, with commas between them; only the main thread's, which is where better-sqlite3 works
   * @param effect as in strace's `inject`: `error=EIO`, `signal=SIGKILL:when=3`
   * @throws when there is no strace, or it may not attach
   */
  static async inject(pid: number, calls: string, effect: string): Promise<Fault> {
    const filter = ["-e", `trace=${calls}`, "-e", `inject=${calls}:${effect}`];
    const strace = spawn("strace", ["-p", String(pid), "-o", "/dev/null", ...filter], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    await new Promise<void>((resolve, reject) => {
      strace.stderr.on("data", (chunk) => {
        said += chunk;
        if (said.includes("attached")) resolve();
      });
      strace.once("error", reject);
      strace.once("exit", () => reject(new Error(`strace: ${said}`)));
    });
    return new Fault(strace);
  }

  /** The calls succeed again. */
  async end(): Promise<void> {
    if (this.strace.exitCode !== null || this.strace.signalCode !== null) return;
    const ended = once(this.strace, "exit");
    this.strace.kill("SIGINT");
    await ended;
  }
}

/** Whether there is a strace that may attach to the processes we start. Containers and hardened kernels forbid it. */
export async function canInjectFaults(): Promise<boolean> {
  const target = spawn("sleep", ["60"], { stdio: "ignore" });
  try {
    const fault = await Fault.inject(target.pid ?? 0, "fsync", "error=EIO");
    await fault.end();
    return true;
  } catch {
    return false;
  } finally {
    target.kill();
  }
}
