/**
 * Upgrades a PostgreSQL database by the migrations under prisma/migrations-postgres: all that are pending in one transaction, so a
 * starter that is killed half-way has changed nothing. (Prisma's engine commits a script and its record one after the other, and
 * its adapter cuts scripts at semicolons, which our trigger functions contain.) The records are Prisma's, so its command line can
 * take over at any time.
 */
import { createHash, randomUUID } from "node:crypto";
import type { Client } from "pg";
import { migrationNames, readMigration } from "./migration-files";
import { appliedInPostgres } from "./pending-migrations";
import { MIN_POSTGRES_MAJOR, withConnection } from "./postgres-connection";

/** Any number, as long as it is always this one: whoever upgrades holds the lock, and nobody else takes it. */
const LOCK = 7_235_146_001;

// As Prisma's engine creates it.
const RECORDS = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/** @returns the names of the migrations that were applied; none when another process was first */
export async function migratePostgres(url: string): Promise<string[]> {
  // An upgrade may rebuild large tables, and another starter's is waited for: no timeout of ours applies.
  return withConnection(url, upgrade, { query_timeout: 0 });
}

async function upgrade(client: Client): Promise<string[]> {
  await checkVersion(client);
  // A start with nothing to do takes no lock and writes nothing.
  if ((await missingIn(client)).length === 0) return [];
  await client.query("BEGIN");
  try {
    // Whatever the server has as default: waiting here is right, however long.
    await client.query(
      "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; SET LOCAL TIME ZONE 'UTC'",
    );
    await client.query("SELECT pg_advisory_xact_lock($1)", [LOCK]);
    await client.query(RECORDS);
    const missing = await missingIn(client);
    for (const name of missing) await apply(client, name);
    await client.query("COMMIT");
    return missing;
  } catch (error) {
    // The connection may be what broke; then the server rolls back by itself.
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
}

async function checkVersion(client: Client): Promise<void> {
  const { rows } = await client.query<{ server_version: string }>("SHOW server_version");
  const version = rows[0]?.server_version ?? "";
  if (Number.parseInt(version, 10) < MIN_POSTGRES_MAJOR) {
    throw new Error(`PostgreSQL ${version} is too old; ${MIN_POSTGRES_MAJOR} or newer is needed`);
  }
}

async function missingIn(client: Client): Promise<string[]> {
  const applied = new Set(await appliedInPostgres(client));
  return (await migrationNames("postgres")).filter((name) => !applied.has(name));
}

async function apply(client: Client, name: string): Promise<void> {
  const script = await readMigration("postgres", name);
  await client.query(script);
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, clock_timestamp(), 1)`,
    [randomUUID(), createHash("sha256").update(script).digest("hex"), name],
  );
}
