/** How long single calls took, in milliseconds. */
export type Latency = { p50: number; p99: number; max: number };

export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Of an even number of values, the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  return (quantile(sorted, Math.ceil(middle - 1) / sorted.length) + quantile(sorted, 0.5)) / 2;
}

export function latencyOf(timesMs: readonly number[]): Latency {
  const sorted = timesMs.toSorted((one, other) => one - other);
  return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), max: quantile(sorted, 1) };
}
