/** Creates or upgrades the database. Safe to run twice and by many at once. */
import type { DatabaseConfig } from "@/lib/config";
import { migratePostgres } from "./migrate-postgres";
import { migrateSqlite } from "./migrate-sqlite";

/** `backup`: the copy that was made before, if any. */
export type MigrationReport = { applied: string[]; backup: string | null };

/**
 * Brings the database to the newest schema, in one transaction. A SQLite file that holds data is copied to `backupDir` first;
 * PostgreSQL's backups are its administrator's.
 * @throws when a migration fails; nothing has changed then
 */
export async function migrate(database: DatabaseConfig, backupDir: string): Promise<MigrationReport> {
  return database.kind === "postgres"
    ? { applied: await migratePostgres(database.url), backup: null }
    : migrateSqlite(database.path, backupDir);
}
