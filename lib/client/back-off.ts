/** How long to wait before trying again. */

export type Waits = {
  firstWaitMs: number;
  /** No wait of ours is longer. */
  longestWaitMs: number;
};

/**
 * Milliseconds until the next try: doubled for each failure, and spread by a half, so that many clients do not come back together.
 * @param failures tries that have failed, from 1
 * @param random from 0 to 1
 */
export function backOffMs({ firstWaitMs, longestWaitMs }: Waits, failures: number, random: number): number {
  return Math.min(firstWaitMs * 2 ** (failures - 1), longestWaitMs) * (0.5 + random / 2);
}

/** Ends after `ms`, or at once when `signal` is aborted; it never rejects. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
  });
}
