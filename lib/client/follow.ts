/**
 * Follows something to its end: by its events, which are resumed after a lost connection, and by reading it again and again where
 * no events are to be had.
 */
import { backOffMs, wait } from "./back-off";
import { type ClientError, type Failure, isLasting, type Result } from "./result";

/** live: by events. polling: by reading. lost: the server does not answer, and is asked again. */
export type FollowState = "live" | "polling" | "lost";

export type FollowOptions<T> = {
  /** Gets what is so now, and then after each change; what has not changed may come again. */
  onChange?: (value: T) => void;
  onState?: (state: FollowState) => void;
  signal?: AbortSignal;
  /** How long the server may be away before following fails; ten minutes unless told. */
  giveUpAfterMs?: number;
};

export type Followed<T> = { ok: true; data: T } | Failure;

export type Source<T, D> = {
  /** Left out: there are no events, only reading. */
  open?: (lastEventId: string, signal: AbortSignal) => Promise<Result<AsyncIterable<FollowedEvent<D>>>>;
  /** What the data of an event says. */
  valueOf: (data: D) => T;
  read: (signal: AbortSignal) => Promise<Result<T>>;
  isLast: (value: T) => boolean;
};

type FollowedEvent<D> = { data: D; id: string; retryMs: number | null };

const GIVE_UP_AFTER_MS = 600_000;
/** Between two reads, and before a lost connection is opened again; longer while nothing new comes. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;
/** A server that asks for more is asked sooner: somebody waits. */
const LONGEST_ASKED_MS = 120_000;

/** Ends with the last value, or with a failure that waiting does not mend. What `onChange` throws, this throws. */
export async function follow<T, D>(source: Source<T, D>, options: FollowOptions<T>): Promise<Followed<T>> {
  const { signal = new AbortController().signal, giveUpAfterMs = GIVE_UP_AFTER_MS } = options;
  const follower = new Follower(source, options, signal);
  for (;;) {
    const error = (await follower.listen()) ? null : await follower.look();
    if (follower.last !== null) return { ok: true, data: follower.last.value };
    if (error !== null && (isLasting(error) || Date.now() - follower.heardAt > giveUpAfterMs)) {
      return { ok: false, error };
    }
    await wait(follower.waitMs(error), signal);
  }
}

class Follower<T, D> {
  /** The value that ends it all, once it has come. */
  last: { value: T } | null = null;
  /** When the server was last heard of: Unix ms. */
  heardAt = Date.now();
  #lastEventId = "";
  #serverWaitMs: number | null = null;
  #value = "";
  /** Rounds in a row without anything new. */
  #calm = 0;
  #state: FollowState | null = null;

  constructor(
    readonly source: Source<T, D>,
    readonly options: FollowOptions<T>,
    readonly signal: AbortSignal,
  ) {}

  /** One connection, to its end. False: it brought nothing. */
  async listen(): Promise<boolean> {
    const opened = await this.source.open?.(this.#lastEventId, this.signal);
    if (!opened?.ok) return false;
    const openedAt = Date.now();
    this.#tell("live");
    let isFruitful = false;
    for await (const event of opened.data) {
      isFruitful = true;
      this.#lastEventId = event.id;
      this.#serverWaitMs = event.retryMs;
      this.#take(this.source.valueOf(event.data));
      if (this.last !== null) return true;
    }
    this.heardAt = Date.now();
    // A connection that held is no reason to come back slowly.
    if (this.heardAt - openedAt > LONGEST_WAIT_MS) this.#calm = 0;
    this.#tell("lost");
    return isFruitful;
  }

  /** Reads once. */
  async look(): Promise<ClientError | null> {
    const read = await this.source.read(this.signal);
    this.#tell(read.ok ? "polling" : "lost");
    if (!read.ok) return read.error;
    this.#take(read.data);
    return null;
  }

  /** How long to wait before the next round. */
  waitMs(error: ClientError | null): number {
    this.#calm++;
    const askedMs = Math.min((error?.retryAfterSeconds ?? 0) * 1000, LONGEST_ASKED_MS);
    const waits = { firstWaitMs: this.#serverWaitMs ?? FIRST_WAIT_MS, longestWaitMs: LONGEST_WAIT_MS };
    return askedMs + backOffMs(waits, this.#calm, Math.random());
  }

  #take(value: T): void {
    const text = JSON.stringify(value);
    if (text !== this.#value) this.#calm = 0;
    this.#value = text;
    this.heardAt = Date.now();
    this.options.onChange?.(value);
    if (this.source.isLast(value)) this.last = { value };
  }

  #tell(state: FollowState): void {
    if (state === this.#state || this.signal.aborted) return;
    this.#state = state;
    this.options.onState?.(state);
  }
}
