/** Decides what follows a failed attempt. Pure: no clock, no database. */
import { backoffMs } from "./backoff";

/** Why an attempt ended badly. `retryable` is a property of the cause: a lesson that cannot be parsed never will be. */
export type JobError = {
  code: string;
  message: string;
  retryable: boolean;
  /** The deadline passed: ends in `timeout`, never `failed`. */
  timedOut: boolean;
  stack: string | null;
  details: Record<string, unknown> | null;
};

export type Transition =
  | { kind: "requeue"; delayMs: number; error: JobError }
  | { kind: "end"; status: "failed" | "timeout"; error: JobError };

export type RetryRules = { delaysSeconds: readonly number[] /** 0..1 */; jitter: number };

/** @param job its retries so far and its limit, as claimed */
export function afterFailure(
  job: { retryCount: number; maxRetries: number },
  error: JobError,
  rules: RetryRules,
): Transition {
  if (!error.retryable || job.retryCount >= job.maxRetries) {
    return { kind: "end", status: error.timedOut ? "timeout" : "failed", error };
  }
  const delayMs = backoffMs(job.retryCount + 1, rules.delaysSeconds, rules.jitter);
  return { kind: "requeue", delayMs, error };
}
