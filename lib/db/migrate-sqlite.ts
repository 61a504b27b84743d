/**
 * Upgrades a SQLite file by the migrations under prisma/migrations: all that are pending in one transaction, so a start that is
 * killed half-way has changed nothing. (Prisma's engine commits each statement by itself, and refuses for ever what it has left
 * half done.) The records are Prisma's, so its command line can take over at any time.
 */
import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { syncToDisk } from "@/lib/backup/backup-folder";
import { copyDatabase } from "@/lib/backup/copy-database";
import { takeFileLock } from "@/lib/file-lock";
import { readMigration } from "./migration-files";
import { pendingMigrations } from "./pending-migrations";
import { requireSafeVersion } from "./sqlite-adapter";
import { DatabaseFileError } from "./sqlite-file";
import { BUSY_TIMEOUT_MS } from "./write-turns";

/** Another starter may be upgrading a large database. */
const LOCK_TIMEOUT_MS = 10 * 60_000;

// As Prisma's engine creates it.
const RECORDS = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;

type Migration = { name: string; script: string };

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
    const backup = holdsData(file, backupDir) ? await backUp(file, backupDir) : null;
    const migrations = await Promise.all(
      pending.map(async (name) => ({ name, script: await readMigration("sqlite", name) })),
    );
    upgrade(file, migrations);
    return { applied: pending, backup };
  });
}

/** @throws DatabaseFileError when the tables are not those of a version of this product */
function holdsData(file: string, backupDir: string): boolean {
  if (!existsSync(file)) return false;
  const database = new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  try {
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
    if (tables.length === 0) return false;
    if (!tables.includes("_prisma_migrations")) {
      throw new DatabaseFileError(`${file} holds tables of another program. Give the database another path.`);
    }
    // Earlier versions could be killed half-way.
    const half = database
      .prepare(
        "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL",
      )
      .pluck()
      .get();
    if (half === undefined) return true;
    throw new DatabaseFileError(
      `An upgrade of ${file} was killed half-way (${half}). Restore the copy from before it with: npm run restore -- ${backupDir}/before-upgrade-….db, or remove the file if it was new (docs/operations/upgrade.md)`,
    );
  } finally {
    database.close();
  }
}

function upgrade(file: string, migrations: readonly Migration[]): void {
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    requireSafeVersion(String(database.prepare("SELECT sqlite_version()").pluck().get()));
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = FULL");
    // A script that puts another table in the place of one turns the references off, which does nothing inside a transaction.
    const redefines = migrations.some(({ script }) => /PRAGMA\s+foreign_keys/i.test(script));
    database.pragma(`foreign_keys = ${redefines ? "OFF" : "ON"}`);
    database
      .transaction(() => {
        database.exec(RECORDS);
        for (const migration of migrations) apply(database, migration);
        if (redefines) requireReferences(database);
      })
      .immediate();
  } finally {
    database.close();
  }
}

function apply(database: Database.Database, { name, script }: Migration): void {
  const startedAt = Date.now();
  database.exec(script);
  database
    .prepare(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES (?, ?, ?, ?, ?, 1)`,
    )
    .run(randomUUID(), createHash("sha256").update(script).digest("hex"), name, startedAt, Date.now());
}

function requireReferences(database: Database.Database): void {
  const [dangling] = database.pragma("foreign_key_check") as { table: string; parent: string }[];
  if (!dangling) return;
  throw new Error(
    `a row of ${dangling.table} would name one of ${dangling.parent} that is not there; nothing was changed`,
  );
}

async function backUp(file: string, backupDir: string): Promise<string> {
  mkdirSync(backupDir, { recursive: true });
  const stamp = new Date().toISOString().replace(/[:.]/g, "-");
  const target = path.join(backupDir, `before-upgrade-${stamp}.db`);
  const half = `${target}.partial`;
  try {
    await copyDatabase(file, half);
    syncToDisk(half);
    renameSync(half, target);
    syncToDisk(backupDir);
  } finally {
    rmSync(half, { force: true });
  }
  return target;
}
