/**
 * Durations counted in buckets that grow by a fixed ratio: percentiles keep the relative accuracy of a bucket however many durations
 * there are, two sketches add up to that of both, and a duration can be taken out again. The idea is DDSketch's (Masson, Rim, Lee:
 * "DDSketch: A Fast and Fully-Mergeable Quantile Sketch with Relative-Error Guarantees", VLDB 2019), without its limit on the number
 * of buckets: the longest duration there is bounds it.
 */

/** A percentile differs from the true one by at most this share of it. */
export const ACCURACY = 0.01;
const RATIO = (1 + ACCURACY) / (1 - ACCURACY);
const LOG_RATIO = Math.log(RATIO);
/** A year: what is longer counts as a year. */
const LONGEST_MS = 366 * 24 * 60 * 60 * 1000;

/** 0: less than a millisecond. Bucket n holds what is above RATIO^(n-2) and not above RATIO^(n-1) milliseconds. */
export function bucketOf(ms: number): number {
  if (!(ms >= 1)) return 0;
  return Math.ceil(Math.log(Math.min(ms, LONGEST_MS)) / LOG_RATIO) + 1;
}

/** The value that is no further than ACCURACY from everything in the bucket, in milliseconds. */
function middleOf(bucket: number): number {
  return bucket === 0 ? 0 : (2 * RATIO ** (bucket - 1)) / (RATIO + 1);
}

/** Bucket, count, bucket, count, …; the buckets ascending, the counts not 0. */
export type SketchData = readonly number[];

export class Sketch {
  /** By bucket; holes are 0. */
  readonly #counts: number[] = [];

  /** @param times negative: takes it out */
  add(ms: number, times = 1): void {
    this.#addTo(bucketOf(ms), times);
  }

  merge(data: SketchData): void {
    for (let index = 0; index < data.length; index += 2) {
      this.#addTo(data[index] ?? 0, data[index + 1] ?? 0);
    }
  }

  get size(): number {
    return this.#counts.reduce((sum, count) => sum + count, 0);
  }

  /** How many are not above `ms`, as exactly as a bucket tells. */
  countUpTo(ms: number): number {
    const last = bucketOf(ms);
    return this.#counts.reduce((sum, count, bucket) => (bucket <= last ? sum + count : sum), 0);
  }

  /**
   * Nearest rank: the smallest value that is not below that share of all.
   * @param percent above 0, up to 100
   * @returns milliseconds; null when nothing was counted
   */
  percentile(percent: number): number | null {
    let left = Math.ceil((percent / 100) * this.size);
    if (left <= 0) return null;
    for (const [bucket, count = 0] of this.#counts.entries()) {
      left -= count;
      if (left <= 0) return middleOf(bucket);
    }
    return null;
  }

  toData(): number[] {
    return this.#counts.flatMap((count, bucket) => (count === 0 ? [] : [bucket, count]));
  }

  #addTo(bucket: number, times: number): void {
    // Filled up to there, so that the array stays dense: the engine is slow on the others.
    while (this.#counts.length <= bucket) this.#counts.push(0);
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + times;
  }
}
