/** What the doctor says of one thing. */
export type Finding = {
  /** One or two words: what was looked at. */
  check: string;
  level: "ok" | "warn" | "fail";
  /** What was found; one line, without a secret. */
  message: string;
  /** What to do; null where nothing is to be done. */
  remedy: string | null;
};

export const ok = (check: string, message: string): Finding => ({
  check,
  level: "ok",
  message,
  remedy: null,
});

/** It works, and somebody should know. */
export const warn = (check: string, message: string, remedy: string): Finding => ({
  check,
  level: "warn",
  message,
  remedy,
});

/** It does not work, or loses something. */
export const fail = (check: string, message: string, remedy: string): Finding => ({
  check,
  level: "fail",
  message,
  remedy,
});

/** The first line of what was thrown: libraries add pages. */
export function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).trim().split("\n")[0] ?? "";
}

export const plural = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
