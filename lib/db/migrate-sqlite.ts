/** Upgrades a SQLite file by the migrations under prisma/migrations, with Prisma's own engine. */
import { existsSync, mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { MigrationList } from "@prisma/schema-engine-wasm";
import Database from "better-sqlite3";
import type { DatabaseConfig } from "@/lib/config";
import { takeFileLock } from "@/lib/file-lock";
import { migrationNames, migrationsDir, prismaDir, readMigration } from "./migration-files";
import { pendingMigrations } from "./pending-migrations";
import { withSchemaEngine } from "./schema-engine";
import { sqliteAdapter } from "./sqlite-adapter";

/** Another starter may be upgrading a large database. */
const LOCK_TIMEOUT_MS = 10 * 60_000;

/** The migrations as the engine wants them. */
export async function migrationList(kind: DatabaseConfig["kind"]): Promise<MigrationList> {
  const baseDir = migrationsDir(kind);
  const names = await migrationNames(kind);
  const migrationDirectories = await Promise.all(
    names.map(async (name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: await readMigration(kind, name) },
      },
    })),
  );
  const lockfile = {
    path: "migration_lock.toml",
    content: await readFile(path.join(baseDir, "migration_lock.toml"), "utf8"),
  };
  return { baseDir, lockfile, shadowDbInitScript: "", migrationDirectories };
}

/** Runs `work` while no other process does. */
async function exclusively<T>(file: string, work: () => Promise<T>): Promise<T> {
  const free = takeFileLock(`${file}.migrate-lock`, LOCK_TIMEOUT_MS);
  if (free === null) throw new Error("another process has been upgrading the database for ten minutes");
  try {
    return await work();
  } finally {
    free();
  }
}

/** @param file absolute; made when it is missing @param backupDir where a file that holds data is copied first */
export async function migrateSqlite(
  file: string,
  backupDir: string,
): Promise<{ applied: string[]; backup: string | null }> {
  const database = { kind: "sqlite", path: file } as const;
  if ((await pendingMigrations(database)).length === 0) return { applied: [], backup: null };
  mkdirSync(path.dirname(file), { recursive: true });
  return exclusively(file, async () => {
    const pending = await pendingMigrations(database);
    if (pending.length === 0) return { applied: [], backup: null };
    const backup = existsSync(file) ? await backUp(file, backupDir) : null;
    const datamodel = await readFile(path.join(prismaDir, "schema.prisma"), "utf8");
    const applied = await withSchemaEngine(
      sqliteAdapter(file, { create: true }),
      datamodel,
      async (engine) => {
        const { appliedMigrationNames } = await engine.applyMigrations({
          migrationsList: await migrationList("sqlite"),
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
