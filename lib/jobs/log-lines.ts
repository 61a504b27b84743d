/** What an attempt says while it works, kept within bounds. Pure. */
import type { LogLine } from "@/lib/contract/jobs";

/** A line of an attempt, as `job_attempts.log` holds it. */
export type AttemptLine = Pick<LogLine, "at" | "level" | "message">;

/** Enough to see where an attempt was; a chatty one must not fill the database. */
export const MAX_LINES = 500;
export const MAX_LOG_CHARS = 64 * 1024;
const MAX_LINE_CHARS = 2_000;

export class LogLines {
  readonly #lines: AttemptLine[] = [];
  #chars = 0;
  #leftOut = 0;

  /** A line beyond the bounds is counted, not kept: the beginning tells more than the end, which the outcome tells. */
  add(level: AttemptLine["level"], message: string, at: Date): void {
    const text = message.length > MAX_LINE_CHARS ? `${message.slice(0, MAX_LINE_CHARS)}…` : message;
    if (this.#lines.length >= MAX_LINES || this.#chars + text.length > MAX_LOG_CHARS) this.#leftOut++;
    else {
      this.#lines.push({ at: at.toISOString(), level, message: text });
      this.#chars += text.length;
    }
  }

  /** JSON for `job_attempts.log`; null: nothing was said. */
  toJson(): string | null {
    const last = this.#lines.at(-1);
    if (last === undefined) return null;
    const note =
      this.#leftOut > 0
        ? [{ ...last, level: "warn", message: `${this.#leftOut} more lines were left out` }]
        : [];
    return JSON.stringify([...this.#lines, ...note]);
  }
}
