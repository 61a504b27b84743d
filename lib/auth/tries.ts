import { createHmac, randomBytes } from "node:crypto";

const SECOND_MS = 1000;
/** So long after its last try a name starts anew. */
export const FORGET_MS = 15 * 60 * SECOND_MS;
const FIRST_WAIT_MS = 5 * SECOND_MS;

/** So many tries cost no wait. Then the wait doubles from 5 s, and the `most`th try ends the quarter of an hour. */
export type Limit = { free: number; most: number };

function waitMs(count: number, { free, most }: Limit): number {
  if (count < free) return 0;
  return Math.min(count < most ? FIRST_WAIT_MS * 2 ** (count - free) : FORGET_MS, FORGET_MS);
}

/**
 * Tries by name, in a fixed number of buckets: made-up names can neither fill the memory nor push a name out of it. Names that
 * share a bucket share its count; the hash has a key that nobody knows, so nobody can aim at somebody's bucket. Someone who sends
 * made-up names as fast as passwords can be checked (some 60 a second, password-line.ts) puts a fifth of a try into each of
 * 2^18 buckets in the quarter of an hour; five, which would make somebody wait, into one bucket of 300,000.
 */
export class TryCounter {
  readonly #key = randomBytes(16);
  readonly #counts: Uint8Array;
  readonly #lastAt: Float64Array;
  readonly #nextAt: Float64Array;

  constructor(
    private readonly limit: Limit,
    buckets: number,
  ) {
    this.#counts = new Uint8Array(buckets);
    this.#lastAt = new Float64Array(buckets);
    this.#nextAt = new Float64Array(buckets);
  }

  /** Bytes held, whatever was tried. */
  get size(): number {
    return this.#counts.byteLength + this.#lastAt.byteLength + this.#nextAt.byteLength;
  }

  /** Ms until the next try may begin; 0 and below: now. */
  waitMs(name: string, now: number): number {
    const bucket = this.#bucketOf(name);
    return this.#countIn(bucket, now) === 0 ? 0 : this.#at(this.#nextAt, bucket) - now;
  }

  add(name: string, now: number): void {
    const bucket = this.#bucketOf(name);
    const count = Math.min(this.#countIn(bucket, now) + 1, 255);
    this.#counts[bucket] = count;
    this.#lastAt[bucket] = now;
    this.#nextAt[bucket] = now + waitMs(count, this.limit);
  }

  clear(name: string): void {
    this.#counts[this.#bucketOf(name)] = 0;
  }

  /** Takes back a try that was added at `addedAt`, and what it made others wait; none when that one is forgotten already. */
  takeBack(name: string, addedAt: number, now: number): void {
    const bucket = this.#bucketOf(name);
    const count = this.#countIn(bucket, now);
    if (count === 0 || now - addedAt >= FORGET_MS) return;
    this.#counts[bucket] = count - 1;
    this.#nextAt[bucket] = this.#at(this.#lastAt, bucket);
  }

  #countIn(bucket: number, now: number): number {
    return now - this.#at(this.#lastAt, bucket) < FORGET_MS ? (this.#counts[bucket] ?? 0) : 0;
  }

  #at(times: Float64Array, bucket: number): number {
    return times[bucket] ?? 0;
  }

  #bucketOf(name: string): number {
    const hash = createHmac("sha256", this.#key).update(name).digest();
    return hash.readUInt32LE(0) % this.#counts.length;
  }
}
