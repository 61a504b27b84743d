/**
 * Prisma's pg adapter, made to behave as the statements expect. As it comes, sessions have the server's time zone and no
 * timeouts, scripts are cut at every semicolon, and text with a NUL fails. Here:
 * - every session runs in UTC with timeouts for statements, locks and idle transactions;
 * - a single statement that lost to a deadlock runs again (transactions do in client.ts);
 * - a connection whose transaction did not end is closed, and not used for what others ask next;
 * - scripts go to the server in one piece, so functions keep their bodies;
 * - NUL in text, which PostgreSQL cannot store, becomes U+FFFD.
 */
import { PrismaPg } from "@prisma/adapter-pg";
import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
  SqlQuery,
  SqlQueryable,
  Transaction,
} from "@prisma/driver-adapter-utils";
import type { PoolClient } from "pg";
import { connectionConfig, prepareSession } from "./postgres-connection";
import { replaceMethods } from "./replace-methods";
import { againAfterConflict } from "./write-conflict";

/** A worker needs one for its turns, one for its heartbeat and a few for progress; a server a few for requests at once. */
const POOL_SIZE = 10;

const withoutNul = (query: SqlQuery): SqlQuery => ({
  ...query,
  args: query.args.map((arg) => (typeof arg === "string" ? arg.replaceAll("\0", "\uFFFD") : arg)),
});

const cleaned = (target: SqlQueryable) => ({
  queryRaw: (query: SqlQuery) => target.queryRaw(withoutNul(query)),
  executeRaw: (query: SqlQuery) => target.executeRaw(withoutNul(query)),
});

/**
 * A ROLLBACK or COMMIT that got no answer leaves the transaction open at the server, and Prisma's adapter gives the connection back all
 * the same: the next query would be acknowledged inside that transaction, and go when it ends. The pool makes `release` anew for
 * everyone who gets the connection.
 */
function keepOnlyIdle(transaction: Transaction): void {
  const connection = Reflect.get(transaction, "client") as PoolClient; // the adapter does not offer it
  const { release } = connection;
  connection.release = (error) => release(error ?? connection.getTransactionStatus() !== "I");
}

function guardConnection(adapter: Awaited<ReturnType<PrismaPg["connect"]>>): SqlDriverAdapter {
  const { queryRaw, executeRaw } = cleaned(adapter);
  return replaceMethods<SqlDriverAdapter>(adapter, {
    queryRaw: (query) => againAfterConflict(() => queryRaw(query)),
    executeRaw: (query) => againAfterConflict(() => executeRaw(query)),
    startTransaction: async (isolationLevel) => {
      const transaction = await adapter.startTransaction(isolationLevel);
      keepOnlyIdle(transaction);
      return replaceMethods<Transaction>(transaction, cleaned(transaction));
    },
    executeScript: async (script) => {
      await adapter.underlyingDriver().query(script);
    },
  });
}

/** A Prisma adapter with a pool of connections to the database at `url`; they are opened when they are needed. */
export function postgresAdapter(url: string): SqlMigrationAwareDriverAdapterFactory {
  const inner = new PrismaPg({
    ...connectionConfig(url),
    max: POOL_SIZE,
    idleTimeoutMillis: 60_000,
    onConnect: prepareSession,
  });
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    connect: async () => guardConnection(await inner.connect()),
    connectToShadowDb: () => inner.connectToShadowDb(),
  };
}
