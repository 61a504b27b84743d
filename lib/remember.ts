/**
 * Remembers costly answers for a short time: many pages ask for the same numbers every few seconds, and counting a million rows for
 * each of them would leave no time for anything else. What was slow to count may grow older.
 */

const MIN_VALID_MS = 1_000;
const MAX_VALID_MS = 60_000;
/** At most this share of the time goes into counting the same thing again. */
const COST_SHARE = 1 / 20;
const MAX_ENTRIES = 200;

type Entry = { value: Promise<unknown>; validUntil: number };

// Next.js bundles this module for pages and for the API; the process has one memory.
const shared = globalThis as typeof globalThis & { __presentationJobsNumbers?: Map<string, Entry> };
shared.__presentationJobsNumbers ??= new Map();
const entries = shared.__presentationJobsNumbers;

/**
 * What `read` gives, or gave a moment ago under the same key. A failure is not remembered.
 */
export function remembered<T>(key: string, read: () => Promise<T>): Promise<T> {
  const known = entries.get(key);
  // What is kept under a key is what `read` of the same key gave.
  if (known && performance.now() < known.validUntil) return known.value as Promise<T>;
  if (entries.size >= MAX_ENTRIES) entries.clear();
  const startedAt = performance.now();
  const value = read();
  const entry: Entry = { value, validUntil: Number.POSITIVE_INFINITY };
  entries.set(key, entry);
  value.then(
    () => {
      const now = performance.now();
      entry.validUntil = now + Math.min(MAX_VALID_MS, Math.max(MIN_VALID_MS, (now - startedAt) / COST_SHARE));
    },
    () => {
      if (entries.get(key) === entry) entries.delete(key);
    },
  );
  return value;
}
