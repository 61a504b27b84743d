/**
 * The one place that knows which database is in use. Everything else receives a `Db`.
 * One client per process: Next.js bundles this module several times, so the client lives on globalThis.
 */
import { config } from "@/lib/config";
import { PrismaClient } from "@/lib/generated/prisma/client";
import { sqliteAdapter } from "./sqlite-adapter";

export type Db = PrismaClient;
/** What a repository function takes: the client, or a transaction of it. */
export type DbOrTransaction = Pick<PrismaClient, "$queryRaw" | "$executeRaw">;

/**
 * Transactions of one process wait for each other, and all wait for other processes up to the busy timeout; Prisma's own
 * limits (2 s, 5 s) would give up before that.
 */
const TRANSACTION_OPTIONS = { maxWait: 15_000, timeout: 15_000 };

/** Opens the existing database file at `path` (absolute). @throws when it is missing or its SQLite is too old. */
export function openDatabase(path: string): Db {
  return new PrismaClient({ adapter: sqliteAdapter(path), transactionOptions: TRANSACTION_OPTIONS });
}

const shared = globalThis as typeof globalThis & { __presentationJobsDb?: Db };

/** The database of this process. */
export function db(): Db {
  shared.__presentationJobsDb ??= openDatabase(config().databasePath);
  return shared.__presentationJobsDb;
}
