/** Which migrations a database has and lacks. Only reads; needs no migration engine. */
import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import type { ClientBase } from "pg";
import type { DatabaseConfig } from "@/lib/config";
import { migrationNames } from "./migration-files";
import { withConnection } from "./postgres-connection";

const APPLIED =
  "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL";

/** Names of migrations that the database lacks; a database that does not exist lacks all. Cheap enough for every start. */
export async function pendingMigrations(database: DatabaseConfig): Promise<string[]> {
  const names = await migrationNames(database.kind);
  const applied = new Set(
    database.kind === "postgres"
      ? await withConnection(database.url, appliedInPostgres)
      : appliedInSqlite(database.path),
  );
  return names.filter((name) => !applied.has(name));
}

function appliedInSqlite(file: string): unknown[] {
  if (!existsSync(file)) return [];
  const database = new Database(file, { readonly: true, fileMustExist: true, timeout: 10_000 });
  try {
    const known = database.prepare("SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'").get();
    return known ? database.prepare(APPLIED).pluck().all() : [];
  } finally {
    database.close();
  }
}

/** Names of the migrations that the database at the other end of `client` has. */
export async function appliedInPostgres(client: ClientBase): Promise<string[]> {
  const known = await client.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS known");
  if (!known.rows[0].known) return [];
  const { rows } = await client.query<{ migration_name: string }>(APPLIED);
  return rows.map((row) => row.migration_name);
}
