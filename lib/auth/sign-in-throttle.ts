/**
 * Slows down guessing of passwords. It counts per account, because without a trusted proxy nobody's address is known, and
 * accounts that do not exist are counted like those that do. One process serves sign-ins, so its memory is enough.
 *
 * A try counts when it begins: a hundred at once must not all pass before the first has failed. A right password takes the
 * count back. Refused tries are not counted, so nobody is locked out for longer by asking again.
 */
import { AppError } from "@/lib/errors";

const SECOND_MS = 1000;
const FORGET_MS = 15 * 60 * SECOND_MS;
/** People mistype; these many cost no wait. Then the wait doubles from 5 s, and the tenth try ends the quarter of an hour. */
const FREE_TRIES = 5;
const MAX_TRIES = 10;
const FIRST_WAIT_MS = 5 * SECOND_MS;

/**
 * All accounts together: what a small machine can hash beside its work. It also bounds the memory, to the accounts that
 * FORGET_MS lets in.
 */
const MAX_TRIES_A_MINUTE = 120;
const MINUTE_MS = 60 * SECOND_MS;

type Tries = { count: number; lastAt: number; nextAt: number };

function waitMs(count: number): number {
  if (count < FREE_TRIES) return 0;
  return count < MAX_TRIES ? FIRST_WAIT_MS * 2 ** (count - FREE_TRIES) : FORGET_MS;
}

export class SignInThrottle {
  /** In the order of their last try. */
  readonly #accounts = new Map<string, Tries>();
  #minute = { startAt: 0, tries: 0 };

  /** How many accounts are remembered. */
  get size(): number {
    return this.#accounts.size;
  }

  /** Counts a try. @param now Unix ms @throws AppError rate_limited, with the seconds to wait */
  begin(account: string, now: number): void {
    this.#forget(now);
    const tries = this.#accounts.get(account);
    if (tries && now < tries.nextAt) throw tooMany(tries.nextAt - now);
    if (now - this.#minute.startAt >= MINUTE_MS) this.#minute = { startAt: now, tries: 0 };
    if (this.#minute.tries >= MAX_TRIES_A_MINUTE) throw tooMany(this.#minute.startAt + MINUTE_MS - now);
    this.#minute.tries++;
    const count = (tries?.count ?? 0) + 1;
    this.#accounts.delete(account);
    this.#accounts.set(account, { count, lastAt: now, nextAt: now + waitMs(count) });
  }

  /** The password was right: the account starts anew, and others may use what this try took. */
  succeed(account: string): void {
    this.#accounts.delete(account);
    this.#minute.tries = Math.max(0, this.#minute.tries - 1);
  }

  #forget(now: number): void {
    for (const [account, { lastAt }] of this.#accounts) {
      if (now - lastAt < FORGET_MS) return;
      this.#accounts.delete(account);
    }
  }
}

function tooMany(waitMs: number): AppError {
  return new AppError("rate_limited", "Too many tries to sign in. Wait a while and try again.", {
    retryAfterSeconds: Math.ceil(waitMs / SECOND_MS),
  });
}
