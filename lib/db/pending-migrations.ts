/** Which migrations a database has and lacks. Only reads; needs no migration engine. */
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import Database from "better-sqlite3";

// Every command of the project runs from its root; import.meta.url would point into the bundle on the server.
export const prismaDir = path.join(process.cwd(), "prisma");
export const migrationsDir = path.join(prismaDir, "migrations");

export async function migrationNames(): Promise<string[]> {
  const entries = await readdir(migrationsDir, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Names of migrations that the database at `file` lacks. Only reads; cheap enough for every start. */
export async function pendingMigrations(file: string): Promise<string[]> {
  const names = await migrationNames();
  if (!existsSync(file)) return names;
  const database = new Database(file, { readonly: true, fileMustExist: true, timeout: 10_000 });
  try {
    const known = database.prepare("SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'").get();
    if (!known) return names;
    const done = new Set(
      database
        .prepare(
          "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
        )
        .pluck()
        .all(),
    );
    return names.filter((name) => !done.has(name));
  } finally {
    database.close();
  }
}
