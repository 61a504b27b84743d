/**
 * Slows down guessing of passwords, per account and, where a trusted proxy tells it, per address: one guesses many passwords of
 * an account, the other few passwords of many. Accounts that do not exist are counted like those that do. One process serves
 * sign-ins, so its memory is enough. How many passwords are checked at once is bounded beside it (password-line.ts): no count of
 * all accounts together is kept, because whoever fills it would keep everybody out.
 *
 * A browser in which the account has signed in before (known-browser.ts) counts apart: nobody keeps somebody out of their own
 * browser by guessing at their account elsewhere.
 *
 * A try counts when it begins: a hundred at once must not all pass before the first has failed. A right password takes the
 * count back. Refused tries are not counted, so nobody is locked out for longer by asking again.
 */
import { AppError } from "@/lib/errors";
import { type Limit, TryCounter } from "./tries";

/** People mistype. */
const OF_ACCOUNT: Limit = { free: 5, most: 10 };
/** A school has one address: in the morning many sign in, and some mistype. */
const OF_ADDRESS: Limit = { free: 30, most: 40 };

/** 4 MiB for accounts, a quarter of that for each of the others: see TryCounter. */
const ACCOUNT_BUCKETS = 2 ** 18;
const OTHER_BUCKETS = 2 ** 16;

/** Where a try comes from. */
export type TryOrigin = {
  /** Null where it is not known. */
  address: string | null;
  /** The account has signed in here before, or is signed in. Its address is then not counted. */
  isKnown?: boolean;
};

/** A try that has begun. */
export type SignInTry = {
  /**
   * The password was right: the account starts anew. The address keeps its other tries, or an account of one's own would wash
   * away the guesses at others'.
   * @param now Unix ms
   */
  succeed: (now: number) => void;
};

export class SignInThrottle {
  readonly #strangers = new TryCounter(OF_ACCOUNT, ACCOUNT_BUCKETS);
  readonly #known = new TryCounter(OF_ACCOUNT, OTHER_BUCKETS);
  readonly #addresses = new TryCounter(OF_ADDRESS, OTHER_BUCKETS);

  /** Bytes held, whatever was tried. */
  get size(): number {
    return this.#strangers.size + this.#known.size + this.#addresses.size;
  }

  /**
   * Counts a try.
   * @param now Unix ms
   * @throws AppError rate_limited, with the seconds to wait
   */
  begin(account: string, { address, isKnown = false }: TryOrigin, now: number): SignInTry {
    const accounts = isKnown ? this.#known : this.#strangers;
    const counted = isKnown ? null : address;
    const waitMs = Math.max(
      accounts.waitMs(account, now),
      counted === null ? 0 : this.#addresses.waitMs(counted, now),
    );
    if (waitMs > 0) throw tooMany(waitMs);
    accounts.add(account, now);
    if (counted !== null) this.#addresses.add(counted, now);
    return {
      succeed: (at) => {
        accounts.clear(account);
        if (counted !== null) this.#addresses.takeBack(counted, now, at);
      },
    };
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
    retryAfterSeconds: Math.ceil(waitMs / 1000),
  });
}
