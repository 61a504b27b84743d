import { spawn } from "node:child_process";
import { once } from "node:events";
import type { AlertNotice } from "@/lib/contract/alerts";

export type Command = {
  /** The program and its arguments. */
  parts: readonly string[];
  /** All that it gets of an environment. */
  env: Readonly<Record<string, string | undefined>>;
};

/** More than is kept of it (one-line.ts), so that what is cut there was looked through for secrets whole. */
const MAX_COMPLAINT_BYTES = 10_000;

/**
 * Runs the program without a shell, the notice as JSON on its standard input. When `signal` ends, it is killed with whatever it has
 * started. @throws Error when it cannot be started or ends with another code than 0, with what it has said, as it is
 */
export async function runCommand(command: Command, notice: AlertNotice, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const [program = "", ...args] = command.parts;
  // A group of its own, so that all of it can be ended.
  const child = spawn(program, args, {
    env: command.env as NodeJS.ProcessEnv, // Next.js narrows this type to an environment with NODE_ENV
    stdio: ["pipe", "ignore", "pipe"],
    detached: true,
  });
  // Listened for at once: where it cannot be started, that is all that comes of it.
  const exit = once(child, "exit");
  const killAll = () => endGroup(child.pid);
  signal.addEventListener("abort", killAll, { once: true });
  let complaint = Buffer.alloc(0);
  // Without file descriptors to give it (EMFILE) it has neither of them.
  child.stderr?.on("data", (bytes: Buffer) => {
    complaint = Buffer.concat([complaint, bytes]).subarray(0, MAX_COMPLAINT_BYTES);
  });
  // It need not read what it is told.
  child.stdin?.on("error", () => {});
  child.stdin?.end(`${JSON.stringify(notice)}\n`);
  try {
    const [code, killedBy] = await exit;
    if (signal.aborted) throw new Error("was killed because it took too long");
    if (code === 0) return;
    const why = complaint.toString("utf8").trim();
    throw new Error(
      `${killedBy === null ? `exit code ${code}` : `ended by ${killedBy}`}${why && `: ${why}`}`,
    );
  } finally {
    signal.removeEventListener("abort", killAll);
    // What it has left behind keeps neither itself nor our pipe alive.
    killAll();
    child.stderr?.destroy();
  }
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Nothing of it is left.
  }
}
