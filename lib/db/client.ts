/**
 * The one place that knows which database is in use. Everything else receives a `Db`.
 * One client per process: Next.js bundles this module several times, so the client lives on globalThis.
 */
import { config, type DatabaseConfig } from "@/lib/config";
import { PrismaClient } from "@/lib/generated/prisma/client";
import { PrismaClient as PostgresClient } from "@/lib/generated/prisma-postgres/client";
import { postgresAdapter } from "./postgres-adapter";
import { replaceMethods } from "./replace-methods";
import { sqliteAdapter } from "./sqlite-adapter";
import { againAfterConflict } from "./write-conflict";

export type Db = PrismaClient;
/** What a repository function takes: the client, or a transaction of it. */
export type DbOrTransaction = Pick<PrismaClient, "$queryRaw" | "$executeRaw">;

/**
 * Transactions of one process wait for each other, and all wait for other processes up to the busy timeout; Prisma's own
 * limits (2 s, 5 s) would give up before that.
 */
const TRANSACTION_OPTIONS = { maxWait: 15_000, timeout: 15_000 };

/** Opens an existing database. @throws at the first query when it is missing or too old */
export function openDatabase(database: DatabaseConfig): Db {
  return database.kind === "postgres" ? openPostgres(database.url) : openSqlite(database.path);
}

function openSqlite(path: string): Db {
  return new PrismaClient({ adapter: sqliteAdapter(path), transactionOptions: TRANSACTION_OPTIONS });
}

function openPostgres(url: string): Db {
  const client = new PostgresClient({
    adapter: postgresAdapter(url),
    transactionOptions: TRANSACTION_OPTIONS,
  });
  // Both clients come from one schema (prisma/postgres-schema.mjs). Their types differ in options that only one database
  // has; code that runs on both uses none of them.
  return withRepeatedTransactions(client as unknown as Db);
}

/** A transaction that lost to another writer was undone whole, so it runs again. */
function withRepeatedTransactions(client: Db): Db {
  // Its overloads are one function; what goes in and out of it is passed on as it is.
  const transaction = client.$transaction.bind(client) as (...args: unknown[]) => Promise<unknown>;
  const $transaction = (...args: unknown[]) => againAfterConflict(() => transaction(...args));
  return replaceMethods(client, { $transaction } as Partial<Db>);
}

const shared = globalThis as typeof globalThis & { __presentationJobsDb?: Db };

/** The database of this process. */
export function db(): Db {
  shared.__presentationJobsDb ??= openDatabase(config().database);
  return shared.__presentationJobsDb;
}
