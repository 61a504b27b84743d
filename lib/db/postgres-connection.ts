/** How this product connects to PostgreSQL: the same for queries, migrations and the change feed. */
import { Client, type ClientBase, type ClientConfig } from "pg";

/** What the statements need: SKIP LOCKED, gen_random_uuid(), and a version that its makers still mend. */
export const MIN_POSTGRES_MAJOR = 14;

/** A server that does not answer within this is treated as absent; callers get 503. */
const CONNECT_TIMEOUT_MS = 5_000;
/** Waiting for a lock this long ends in 503, as on SQLite (its busy timeout). */
const LOCK_TIMEOUT_MS = 10_000;
/** No statement of ours takes a tenth of it; one that does would hold up everybody else. */
const STATEMENT_TIMEOUT_MS = 15_000;
/** The network may eat an answer: give up a little after the server would have. */
const ANSWER_TIMEOUT_MS = STATEMENT_TIMEOUT_MS + 5_000;
/**
 * A worker that is stopped inside a transaction (SIGSTOP, a sleeping laptop) keeps its row locks, and rows that are locked are
 * not reaped. Well below the 45 s in which a lost job must be back in the queue.
 */
const IDLE_TRANSACTION_TIMEOUT_MS = 15_000;

export const connectionConfig = (url: string): ClientConfig => ({
  connectionString: url,
  application_name: "presentation-jobs",
  connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  query_timeout: ANSWER_TIMEOUT_MS,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
});

/** Makes the session ours, whatever server, role or database have as default. Columns are `timestamp` without zone, in UTC. */
export async function prepareSession(client: ClientBase): Promise<void> {
  await client.query(`SET TIME ZONE 'UTC'; SET statement_timeout = ${STATEMENT_TIMEOUT_MS};
    SET lock_timeout = ${LOCK_TIMEOUT_MS}; SET idle_in_transaction_session_timeout = ${IDLE_TRANSACTION_TIMEOUT_MS}`);
}

/** Runs `work` on a connection of its own. */
export async function withConnection<T>(
  url: string,
  work: (client: Client) => Promise<T>,
  config: ClientConfig = {},
): Promise<T> {
  const client = new Client({ ...connectionConfig(url), ...config });
  // A connection that breaks fails its query; without a listener it would also end the process.
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The database for a person's eyes: without user and password. */
export function nameOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${decodeURIComponent(pathname.slice(1))} on ${hostname || "a local socket"}${port ? `:${port}` : ""}`;
}
