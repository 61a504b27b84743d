/**
 * Turns at a SQLite connection that many tasks of this process share, and at the write lock that it shares with other processes.
 *
 * SQLite's own busy handler would wait for the lock asleep in the calling thread, for up to 100 ms at a time: the whole process
 * stands still, and whoever writes now and then loses against those that write all the time. Here a writer asks again every
 * millisecond while the process goes on, and a process that has met other writers lets them in between two transactions.
 */
import type { SqlDriverAdapter, Transaction } from "@prisma/driver-adapter-utils";

/** Longer than any transaction of ours by far; callers get 503 after it. */
export const BUSY_TIMEOUT_MS = 10_000;
/** Timers take no less. */
const ASK_AGAIN_MS = 1;
/** Others look for the lock every millisecond: two let one of them in. Three cost the workers more than they gave. */
const REST_MS = 2;
/** So long after it met another writer a process is polite. */
const POLITE_FOR_MS = 50;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The adapter's word for SQLITE_BUSY. */
const isLocked = (error: unknown) =>
  error instanceof Error && (error.cause as { kind?: unknown } | undefined)?.kind === "SocketTimeout";

export class WriteTurns {
  /** Transactions run one after another. */
  #lastTransaction: Promise<void> = Promise.resolve();
  /** While a transaction is open, what does not belong to it must wait, or a rollback would take it along. */
  #closed: Promise<void> | null = null;
  #open = () => {};
  #metOthersAt = Number.NEGATIVE_INFINITY;
  #endedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly adapter: SqlDriverAdapter) {}

  /** Runs one statement outside all transactions. SQLite refuses a statement before it did anything, so it can run again. */
  async statement<R>(run: () => Promise<R>): Promise<R> {
    for (const startedAt = performance.now(); ; ) {
      while (this.#closed) await this.#closed;
      try {
        return await run();
      } catch (error) {
        await this.#waitForOthers(error, startedAt);
      }
    }
  }

  /** Begins a transaction that holds the write lock from its first moment. */
  async transaction(
    isolationLevel: Parameters<SqlDriverAdapter["startTransaction"]>[0],
  ): Promise<Transaction> {
    const previous = this.#lastTransaction;
    let next = () => {};
    this.#lastTransaction = new Promise((resolve) => {
      next = resolve;
    });
    await previous;
    try {
      const transaction = await this.#begin(isolationLevel);
      return ending(transaction, (how) => {
        if (how === "rollback") this.#endWhatIsLeft();
        this.#endedAt = performance.now();
        this.#open();
        next();
      });
    } catch (error) {
      next();
      throw error;
    }
  }

  async #begin(isolationLevel: Parameters<SqlDriverAdapter["startTransaction"]>[0]): Promise<Transaction> {
    // The adapter sends a plain BEGIN, which would find out at its first write that others wrote meanwhile, and fail. So its
    // empty transaction ends at once, and one that takes the lock takes its place.
    this.#close();
    const transaction = await this.adapter.startTransaction(isolationLevel).catch((error: unknown) => {
      this.#open();
      throw error;
    });
    try {
      await this.adapter.executeScript("COMMIT");
      for (const startedAt = performance.now(); ; ) {
        this.#open();
        await this.#letOthersIn();
        this.#close();
        try {
          await this.adapter.executeScript("BEGIN IMMEDIATE");
          return transaction;
        } catch (error) {
          this.#open();
          await this.#waitForOthers(error, startedAt);
        }
      }
    } catch (error) {
      this.#open();
      await transaction.rollback();
      throw error;
    }
  }

  /** After a COMMIT that failed Prisma sends no ROLLBACK, and what comes next must not run inside the remains. */
  #endWhatIsLeft(): void {
    // It rejects when nothing is left, which is the rule.
    void (async () => this.adapter.executeScript("ROLLBACK"))().catch(() => {});
  }

  #close(): void {
    this.#closed = new Promise((resolve) => {
      this.#open = () => {
        this.#closed = null;
        resolve();
      };
    });
  }

  /** @throws `error` when it is another one, or the time is up */
  async #waitForOthers(error: unknown, startedAt: number): Promise<void> {
    if (!isLocked(error)) throw error;
    this.#metOthersAt = performance.now();
    if (this.#metOthersAt - startedAt > BUSY_TIMEOUT_MS) throw error;
    await pause(ASK_AGAIN_MS);
  }

  async #letOthersIn(): Promise<void> {
    const now = performance.now();
    if (now - this.#metOthersAt < POLITE_FOR_MS && now - this.#endedAt < REST_MS) await pause(REST_MS);
  }
}

/** `transaction`, that tells once when it has ended, either way: a second time would end somebody else's. */
function ending(transaction: Transaction, onEnd: (how: "commit" | "rollback") => void): Transaction {
  let hasEnded = false;
  const end = (how: "commit" | "rollback") => {
    if (hasEnded) return;
    hasEnded = true;
    onEnd(how);
  };
  return new Proxy(transaction, {
    get(target, key) {
      if (key === "commit" || key === "rollback") return () => target[key]().finally(() => end(key));
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
