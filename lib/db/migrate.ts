/** Creates or upgrades the database. Safe to run twice and by many at once. */
import type { DatabaseConfig } from "@/lib/config";
import { migratePostgres } from "./migrate-postgres";
import { migrateSqlite } from "./migrate-sqlite";

/** `backup`: the copy that was made before, if any. */
export type MigrationReport = { applied: string[]; backup: string | null };

/**
 * Brings the database to the newest schema. A SQLite file that holds data is copied to `backupDir` first; PostgreSQL does the
 * whole upgrade in one transaction, and its backups are its administrator's.
 * @throws when a migration fails; on PostgreSQL nothing has changed then, on SQLite its record is in `_prisma_migrations`
 */
export async function migrate(database: DatabaseConfig, backupDir: string): Promise<MigrationReport> {
  return database.kind === "postgres"
    ? { applied: await migratePostgres(database.url), backup: null }
    : migrateSqlite(database.path, backupDir);
}
