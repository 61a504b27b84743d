/**
 * Prisma's better-sqlite3 adapter, made safe for a queue. As it comes, it sets no PRAGMA, begins transactions with a
 * plain BEGIN, and lets a query that is outside a transaction run inside whichever transaction is open on the shared
 * connection, so a rollback could take an acknowledged write with it. Here:
 * - every connection has WAL, `synchronous=FULL` (a commit survives power loss) and `foreign_keys`;
 * - writers wait up to 10 s for the write lock, without holding up their process (write-turns.ts);
 * - a SQLite with the WAL corruption bug (below 3.51.3) is refused;
 * - transactions begin IMMEDIATE, so a read-then-write never fails with SQLITE_BUSY_SNAPSHOT;
 * - queries outside a transaction wait until the open one has ended;
 * - prepared statements are kept (statement-cache.ts);
 * - a file that was deleted or replaced is noticed at the next statement (sqlite-file.ts).
 */
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import Database from "better-sqlite3";
import { replaceMethods } from "./replace-methods";
import { watchIdentity } from "./sqlite-file";
import { cacheStatements } from "./statement-cache";
import { BUSY_TIMEOUT_MS, WriteTurns } from "./write-turns";

/** https://sqlite.org/wal.html, "The WAL-reset bug": fixed in 3.51.3. */
export const MIN_SQLITE = [3, 51, 3] as const;

export function isOlderThan(version: string, minimum: readonly number[]): boolean {
  const parts = version.split(".").map(Number);
  for (const [index, want] of minimum.entries()) {
    const have = parts[index] ?? 0;
    if (have !== want) return have < want;
  }
  return false;
}

/** @throws when a SQLite of this version may not write our databases */
export function requireSafeVersion(version: string): void {
  if (!isOlderThan(version, MIN_SQLITE)) return;
  throw new Error(
    `SQLite ${version} can corrupt a database that several processes write; ${MIN_SQLITE.join(".")} or newer is needed`,
  );
}

async function prepareConnection(adapter: SqlDriverAdapter): Promise<void> {
  await adapter.executeScript(
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON",
  );
  const answer = await adapter.queryRaw({ sql: "SELECT sqlite_version()", args: [], argTypes: [] });
  requireSafeVersion(String(answer.rows[0]?.[0]));
}

/** The adapter's connection, which it does not offer; without it statements are only slower. */
function connectionOf(adapter: SqlDriverAdapter): Database.Database | null {
  const client: unknown = Reflect.get(adapter, "client");
  return client instanceof Database ? client : null;
}

/** @param requireSameFile throws when the file is no longer the one that was opened */
function guardConnection(adapter: SqlDriverAdapter, requireSameFile: () => void): SqlDriverAdapter {
  const turns = new WriteTurns(adapter);
  return replaceMethods(adapter, {
    queryRaw: async (query) => {
      requireSameFile();
      return turns.statement(() => adapter.queryRaw(query));
    },
    executeRaw: async (query) => {
      requireSameFile();
      return turns.statement(() => adapter.executeRaw(query));
    },
    startTransaction: async (isolationLevel) => {
      requireSameFile();
      return turns.transaction(isolationLevel);
    },
  });
}

/**
 * A Prisma adapter for the database file at `path` (absolute). Times are stored as Unix milliseconds.
 * @param create whether a missing file is made; never for the product's own, so that a lost file is not replaced by an empty one.
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
      // Nobody else writes a file that is made for a moment.
      if (options.create) return adapter;
      await adapter.executeScript("PRAGMA busy_timeout = 0");
      const connection = connectionOf(adapter);
      if (connection) cacheStatements(connection);
      return guardConnection(adapter, path === ":memory:" ? () => {} : watchIdentity(path));
    },
    connectToShadowDb: () => inner.connectToShadowDb(),
  };
}
