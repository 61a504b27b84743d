/** The whole wall clock of a process, shifted; it can jump while the process runs (clock-shim.c). */
import { spawnSync } from "node:child_process";
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const folder = mkdtempSync(path.join(tmpdir(), "presentation-jobs-clock-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const shim = path.join(folder, "clock-shim.so");
const source = fileURLToPath(new URL("./clock-shim.c", import.meta.url));

/** Whether there is a C compiler, and a loader that takes what it makes: that of Linux. */
export const canShiftClock =
  process.platform === "linux" &&
  spawnSync("cc", ["-shared", "-fPIC", "-o", shim, source, "-ldl"]).status === 0;

export class ShiftedClock {
  static #count = 0;
  readonly #file = path.join(folder, `shift-${ShiftedClock.#count++}`);

  constructor(shiftMs: number) {
    this.shift(shiftMs);
  }

  /** What a process needs in its environment to live by this clock. */
  get env(): Record<string, string> {
    return { LD_PRELOAD: shim, CLOCK_SHIFT_FILE: this.#file };
  }

  /** From now on the clock is `ms` ahead of the right one. */
  shift(ms: number): void {
    // Never a half-written number.
    writeFileSync(`${this.#file}.new`, String(ms));
    renameSync(`${this.#file}.new`, this.#file);
  }
}
