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

/** Opens the existing database file at `path` (absolute). @throws when it is missing or its SQLite is too old. */
export function openDatabase(path: string): Db {
  return new PrismaClient({ adapter: sqliteAdapter(path) });
}

const shared = globalThis as typeof globalThis & { __presentationJobsDb?: Db };

/** The database of this process. */
export function db(): Db {
  shared.__presentationJobsDb ??= openDatabase(config().databasePath);
  return shared.__presentationJobsDb;
}
