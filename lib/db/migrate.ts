/** Creates or upgrades the database by the files under prisma/migrations. Safe to run twice and by many at once. */
import { existsSync, mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { MigrationList } from "@prisma/schema-engine-wasm";
import Database from "better-sqlite3";
import { migrationNames, migrationsDir, pendingMigrations, prismaDir } from "./pending-migrations";
import { withSchemaEngine } from "./schema-engine";
import { sqliteAdapter } from "./sqlite-adapter";

/** Another starter may be upgrading a large database. */
const LOCK_TIMEOUT_MS = 10 * 60_000;

export type MigrationReport = { applied: string[]; backup: string | null };

/** The migrations as the engine wants them. */
export async function readMigrations(): Promise<MigrationList> {
  const names = await migrationNames();
  const migrationDirectories = await Promise.all(
    names.map(async (name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: {
          tag: "ok" as const,
          value: await readFile(path.join(migrationsDir, name, "migration.sql"), "utf8"),
        },
      },
    })),
  );
  const lockfile = {
    path: "migration_lock.toml",
    content: await readFile(path.join(migrationsDir, "migration_lock.toml"), "utf8"),
  };
  return { baseDir: migrationsDir, lockfile, shadowDbInitScript: "", migrationDirectories };
}

/** Runs `work` while no other process does: SQLite's own lock, so the operating system frees it when we are killed. */
async function exclusively<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = new Database(`${file}.migrate-lock`, { timeout: LOCK_TIMEOUT_MS });
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return await work();
  } finally {
    lock.close();
  }
}

/**
 * Brings the database at `file` (absolute) to the newest schema; a file that holds data is copied to `backupDir` first.
 * @throws when a migration fails; the engine leaves its record in `_prisma_migrations`.
 */
export async function migrate(file: string, backupDir: string): Promise<MigrationReport> {
  if ((await pendingMigrations(file)).length === 0) return { applied: [], backup: null };
  mkdirSync(path.dirname(file), { recursive: true });
  return exclusively(file, async () => {
    const pending = await pendingMigrations(file);
    if (pending.length === 0) return { applied: [], backup: null };
    const backup = existsSync(file) ? await backUp(file, backupDir) : null;
    const datamodel = await readFile(path.join(prismaDir, "schema.prisma"), "utf8");
    const applied = await withSchemaEngine(
      sqliteAdapter(file, { create: true }),
      datamodel,
      async (engine) => {
        const { appliedMigrationNames } = await engine.applyMigrations({
          migrationsList: await readMigrations(),
          filters: { externalTables: [], externalEnums: [] },
        });
        return appliedMigrationNames;
      },
    );
    return { applied, backup };
  });
}

async function backUp(file: string, backupDir: string): Promise<string> {
  mkdirSync(backupDir, { recursive: true });
  const stamp = new Date().toISOString().replace(/[:.]/g, "-");
  const target = path.join(backupDir, `before-upgrade-${stamp}.db`);
  const database = new Database(file, { fileMustExist: true, timeout: 10_000 });
  try {
    await database.backup(target);
  } finally {
    database.close();
  }
  return target;
}
