/**
 * Slows down guessing of passwords, per account and, where a trusted proxy tells it, per address: one guesses many passwords of
 * an account, the other few passwords of many. Accounts that do not exist are counted like those that do. One process serves
 * sign-ins, so its memory is enough.
 *
 * A try counts when it begins: a hundred at once must not all pass before the first has failed. A right password takes the
 * count back. Refused tries are not counted, so nobody is locked out for longer by asking again.
 */
import { AppError } from "@/lib/errors";

const SECOND_MS = 1000;
const FORGET_MS = 15 * 60 * SECOND_MS;
const FIRST_WAIT_MS = 5 * SECOND_MS;
/** So many tries cost no wait. Then the wait doubles from 5 s, and the `most`th try ends the quarter of an hour. */
type Limit = { free: number; most: number };
/** People mistype. */
const OF_ACCOUNT: Limit = { free: 5, most: 10 };
/** A school has one address: in the morning many sign in, and some mistype. */
const OF_ADDRESS: Limit = { free: 30, most: 40 };

/**
 * All accounts together: what a small machine can hash beside its work. It also bounds the memory, to the accounts that
 * FORGET_MS lets in.
 */
const MAX_TRIES_A_MINUTE = 120;
const MINUTE_MS = 60 * SECOND_MS;

type Tries = { count: number; lastAt: number; nextAt: number };

function waitMs(count: number, { free, most }: Limit): number {
  if (count < free) return 0;
  return Math.min(count < most ? FIRST_WAIT_MS * 2 ** (count - free) : FORGET_MS, FORGET_MS);
}

/** The tries of each name, forgotten a quarter of an hour after the last. */
class Counter {
  /** In the order of their last try. */
  readonly #names = new Map<string, Tries>();

  constructor(private readonly limit: Limit) {}

  get size(): number {
    return this.#names.size;
  }

  /** Ms until the next try may begin; 0 and below: now. */
  waitMs(name: string, now: number): number {
    for (const [old, { lastAt }] of this.#names) {
      if (now - lastAt < FORGET_MS) break;
      this.#names.delete(old);
    }
    return (this.#names.get(name)?.nextAt ?? now) - now;
  }

  add(name: string, now: number): void {
    const count = (this.#names.get(name)?.count ?? 0) + 1;
    this.#names.delete(name);
    this.#names.set(name, { count, lastAt: now, nextAt: now + waitMs(count, this.limit) });
  }

  clear(name: string): void {
    this.#names.delete(name);
  }

  /** Takes one try back, and what it made others wait. */
  takeBack(name: string): void {
    const tries = this.#names.get(name);
    if (tries) this.#names.set(name, { ...tries, count: tries.count - 1, nextAt: tries.lastAt });
  }
}

export class SignInThrottle {
  readonly #accounts = new Counter(OF_ACCOUNT);
  readonly #addresses = new Counter(OF_ADDRESS);
  #minute = { startAt: 0, tries: 0 };

  /** How many accounts and addresses are remembered. */
  get size(): number {
    return this.#accounts.size + this.#addresses.size;
  }

  /**
   * Counts a try.
   * @param address null where it is not known
   * @param now Unix ms
   * @throws AppError rate_limited, with the seconds to wait
   */
  begin(account: string, address: string | null, now: number): void {
    const waitMs = Math.max(
      this.#accounts.waitMs(account, now),
      address === null ? 0 : this.#addresses.waitMs(address, now),
    );
    if (waitMs > 0) throw tooMany(waitMs);
    if (now - this.#minute.startAt >= MINUTE_MS) this.#minute = { startAt: now, tries: 0 };
    if (this.#minute.tries >= MAX_TRIES_A_MINUTE) throw tooMany(this.#minute.startAt + MINUTE_MS - now);
    this.#minute.tries++;
    this.#accounts.add(account, now);
    if (address !== null) this.#addresses.add(address, now);
  }

  /**
   * The password was right: the account starts anew, and others may use what this try took. The address keeps its other
   * tries, or an account of one's own would wash away the guesses at others'.
   */
  succeed(account: string, address: string | null): void {
    this.#accounts.clear(account);
    if (address !== null) this.#addresses.takeBack(address);
    this.#minute.tries = Math.max(0, this.#minute.tries - 1);
  }
}

// Next.js bundles this module several times; the throttle's memory must be one.
const shared = globalThis as typeof globalThis & { __presentationJobsThrottle?: SignInThrottle };

/** The throttle of this process. */
export function signInThrottle(): SignInThrottle {
  shared.__presentationJobsThrottle ??= new SignInThrottle();
  return shared.__presentationJobsThrottle;
}

function tooMany(waitMs: number): AppError {
  return new AppError("rate_limited", "Too many tries to sign in. Wait a while and try again.", {
    retryAfterSeconds: Math.ceil(waitMs / SECOND_MS),
  });
}
