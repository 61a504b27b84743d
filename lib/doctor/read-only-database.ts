/**
 * The database for somebody who only looks. Not the product's own connection (lib/db/client.ts): that one makes settings, and of a SQLite
 * file the log beside it. The statements are the same, with the pieces of lib/db/dialect.ts.
 */
import { existsSync, statSync } from "node:fs";
import Database from "better-sqlite3";
import type { DatabaseConfig } from "@/lib/config";
import { prepareSession, withConnection } from "@/lib/db/postgres-connection";
import type { Prisma } from "@/lib/generated/prisma/client";
import { makePrivateCopy } from "@/lib/legacy/private-copy";

export type ReadOnlyDatabase = {
  /** Rows as the driver gives them: a number may be a text on PostgreSQL. */
  ask<Row>(query: Prisma.Sql): Promise<Row[]>;
};

/** Copied to the system's folder for temporary files up to this size. */
const COPIED_BYTES = 256 * 1024 * 1024;

/** @throws when it cannot be opened */
export function withReadOnlyDatabase<T>(
  database: DatabaseConfig,
  work: (database: ReadOnlyDatabase) => Promise<T>,
): Promise<T> {
  return database.kind === "postgres" ? withPostgres(database.url, work) : withSqlite(database.path, work);
}

function withPostgres<T>(url: string, work: (database: ReadOnlyDatabase) => Promise<T>): Promise<T> {
  return withConnection(
    url,
    async (client) => {
      await prepareSession(client);
      return work({ ask: async (query) => (await client.query(query.text, query.values)).rows });
    },
    { options: "-c default_transaction_read_only=on" },
  );
}

async function withSqlite<T>(file: string, work: (database: ReadOnlyDatabase) => Promise<T>): Promise<T> {
  return withReadableFile(file, async (readable) => {
    const database = new Database(readable, { readonly: true, fileMustExist: true, timeout: 5_000 });
    try {
      return await work({
        ask: async <Row>(query: Prisma.Sql) => database.prepare(query.sql).all(...query.values) as Row[],
      });
    } finally {
      database.close();
    }
  });
}

/**
 * Where the file can be read without leaving anything: even a reader makes a log where there is none. A file with a log is in use, or was
 * when its users died; a large one is read where it is all the same.
 */
export async function withReadableFile<T>(file: string, work: (file: string) => Promise<T>): Promise<T> {
  if (existsSync(`${file}-wal`) || statSync(file).size > COPIED_BYTES) return work(file);
  const copy = makePrivateCopy(file);
  try {
    return await work(copy.file);
  } finally {
    copy.remove();
  }
}
