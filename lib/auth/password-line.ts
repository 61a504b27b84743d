/**
 * Checking a password is dear on purpose: 19 MiB and some 30 ms of a core. So few are checked at once, and the others stand in a
 * line of bounded length; whoever comes when it is full is told to come again. Who is known by more than a name that anybody can
 * make up (a browser that has signed in before, a session, a set-up link) has a line of their own, which is served first: a flood
 * of made-up names fills the strangers' line and costs the known at most one check.
 */
import { AppError } from "@/lib/errors";

/** Of the four threads that Node has for such work; files and DNS need the others. */
const AT_ONCE = 2;
/** About a second of waiting. */
const LONGEST_LINE = 64;
const RETRY_AFTER_SECONDS = 2;

export class PasswordLine {
  #running = 0;
  readonly #known: (() => void)[] = [];
  readonly #strangers: (() => void)[] = [];

  constructor(
    private readonly atOnce = AT_ONCE,
    private readonly longest = LONGEST_LINE,
  ) {}

  /** How many wait for their turn. */
  get waiting(): number {
    return this.#known.length + this.#strangers.length;
  }

  /**
   * Makes sure that `run` would not refuse now: for those who count a try first, and would count one that nobody looks at.
   * @throws AppError service_unavailable
   */
  requirePlace(isKnown: boolean): void {
    if (this.#running >= this.atOnce && this.#lineOf(isKnown).length >= this.longest) {
      throw new AppError("service_unavailable", "Too many people are signing in right now. Try again.", {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      });
    }
  }

  /** Runs `work`, which checks or hashes a password, when it is its turn. @throws AppError service_unavailable, what `work` throws */
  async run<T>(isKnown: boolean, work: () => Promise<T>): Promise<T> {
    this.requirePlace(isKnown);
    // Whoever leaves hands their place over, so nobody who has just come takes it.
    if (this.#running < this.atOnce) this.#running++;
    else await new Promise<void>((resolve) => this.#lineOf(isKnown).push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#known.shift() ?? this.#strangers.shift();
      if (next) next();
      else this.#running--;
    }
  }

  #lineOf(isKnown: boolean) {
    return isKnown ? this.#known : this.#strangers;
  }
}

// Next.js bundles this module several times; the line must be one.
const shared = globalThis as typeof globalThis & { __presentationJobsPasswordLine?: PasswordLine };

/** The line of this process. */
export function passwordLine(): PasswordLine {
  shared.__presentationJobsPasswordLine ??= new PasswordLine();
  return shared.__presentationJobsPasswordLine;
}
