/** Delays before retries. Pure. */

/** Spreads retries of jobs that failed together, without making anybody wait noticeably longer. */
const MAX_JITTER = 0.1;

/**
 * Milliseconds to wait before retry number `retry` (from 1). The last delay repeats.
 * @param jitter 0..1, lengthens the delay by up to 10 %
 */
export function backoffMs(retry: number, delaysSeconds: readonly number[], jitter: number): number {
  const index = Math.min(Math.max(retry, 1), delaysSeconds.length) - 1;
  const delayMs = (delaysSeconds[index] ?? 0) * 1000;
  return Math.round(delayMs * (1 + MAX_JITTER * jitter));
}
