/**
 * Prisma's better-sqlite3 adapter, made safe for a queue. As it comes, it sets no PRAGMA, begins transactions with a
 * plain BEGIN, and lets a query that is outside a transaction run inside whichever transaction is open on the shared
 * connection, so a rollback could take an acknowledged write with it. Here:
 * - every connection has WAL, `synchronous=FULL` (a commit survives power loss), `foreign_keys` and a busy timeout;
 * - a SQLite with the WAL corruption bug (below 3.51.3) is refused;
 * - transactions begin IMMEDIATE, so a read-then-write never fails with SQLITE_BUSY_SNAPSHOT;
 * - queries outside a transaction wait until the open one has ended;
 * - a file that was deleted or replaced is noticed at the next statement (sqlite-file.ts).
 */
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
  Transaction,
} from "@prisma/driver-adapter-utils";

import { watchIdentity } from "./sqlite-file";

/** https://sqlite.org/wal.html, "The WAL-reset bug": fixed in 3.51.3. */
export const MIN_SQLITE = [3, 51, 3] as const;

/** Longer than any transaction of ours by far; callers get 503 after it. */
const BUSY_TIMEOUT_MS = 10_000;

/** Runs tasks one after another; a task that holds the gate keeps it until it calls `release`. */
class Gate {
  #tail: Promise<void> = Promise.resolve();
  #held = 0;

  get open(): boolean {
    return this.#held === 0;
  }

  async acquire(): Promise<() => void> {
    this.#held++;
    const previous = this.#tail;
    let release = () => {};
    this.#tail = new Promise((resolve) => {
      release = () => {
        this.#held--;
        resolve();
      };
    });
    await previous;
    return release;
  }
}

export function isOlderThan(version: string, minimum: readonly number[]): boolean {
  const parts = version.split(".").map(Number);
  for (const [index, want] of minimum.entries()) {
    const have = parts[index] ?? 0;
    if (have !== want) return have < want;
  }
  return false;
}

async function prepareConnection(adapter: SqlDriverAdapter): Promise<void> {
  await adapter.executeScript(
    `PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;`,
  );
  const answer = await adapter.queryRaw({ sql: "SELECT sqlite_version()", args: [], argTypes: [] });
  const version = String(answer.rows[0]?.[0]);
  if (isOlderThan(version, MIN_SQLITE)) {
    throw new Error(
      `SQLite ${version} can corrupt a database that several processes write; ${MIN_SQLITE.join(".")} or newer is needed`,
    );
  }
}

function guardTransaction(transaction: Transaction, release: () => void): Transaction {
  return new Proxy(transaction, {
    get(target, key) {
      if (key === "commit" || key === "rollback") return () => target[key]().finally(release);
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** @param requireSameFile throws when the file is no longer the one that was opened */
function guardConnection(adapter: SqlDriverAdapter, requireSameFile: () => void): SqlDriverAdapter {
  const gate = new Gate();
  const outsideTransactions =
    <A, R>(run: (argument: A) => Promise<R>) =>
    async (argument: A): Promise<R> => {
      requireSameFile();
      // The usual case takes no turn in the queue: better-sqlite3 is synchronous, so single statements cannot interleave.
      if (gate.open) return run(argument);
      const release = await gate.acquire();
      try {
        return await run(argument);
      } finally {
        release();
      }
    };
  const startTransaction: SqlDriverAdapter["startTransaction"] = async (isolationLevel) => {
    requireSameFile();
    const release = await gate.acquire();
    try {
      const transaction = await adapter.startTransaction(isolationLevel);
      try {
        // The adapter has just sent BEGIN and nothing else: end that empty transaction and take the write lock at once.
        await adapter.executeScript("COMMIT; BEGIN IMMEDIATE");
      } catch (error) {
        await transaction.rollback();
        throw error;
      }
      return guardTransaction(transaction, release);
    } catch (error) {
      release();
      throw error;
    }
  };
  const queryRaw = outsideTransactions(adapter.queryRaw.bind(adapter));
  const executeRaw = outsideTransactions(adapter.executeRaw.bind(adapter));
  return new Proxy(adapter, {
    get(target, key) {
      if (key === "queryRaw") return queryRaw;
      if (key === "executeRaw") return executeRaw;
      if (key === "startTransaction") return startTransaction;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/**
 * A Prisma adapter for the database file at `path` (absolute). Times are stored as Unix milliseconds.
 * @param create whether a missing file is made; only migrations may, so that a lost file is never replaced by an empty one.
 */
export function sqliteAdapter(
  path: string,
  options: { create?: boolean } = {},
): SqlMigrationAwareDriverAdapterFactory {
  const inner = new PrismaBetterSqlite3(
    { url: `file:${path}`, fileMustExist: !options.create, timeout: BUSY_TIMEOUT_MS },
    { timestampFormat: "unixepoch-ms" },
  );
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    async connect() {
      const adapter = await inner.connect();
      await prepareConnection(adapter);
      return guardConnection(adapter, path === ":memory:" ? () => {} : watchIdentity(path));
    },
    connectToShadowDb: () => inner.connectToShadowDb(),
  };
}
