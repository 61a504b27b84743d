/** Many `npm start` at once, on one database file that is of the first version or not there yet. */
import { strict as assert } from "node:assert";
import { fork } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { bundle } from "@/lib/testing/bundle";

export type StarterReport = { starters: number; seconds: number };

/** The first of the ports that the starters ask for; nobody listens, they only look whether it is free. */
const FIRST_PORT = 21_700;
const root = path.resolve(import.meta.dirname, "../..");
const migrationsFolder = path.join(root, "prisma/migrations");
const migrations = readdirSync(migrationsFolder)
  .filter((name) => /^\d/.test(name))
  .sort();

/**
 * @param folder empty; gets the database
 * @param onOldSchema whether a database of the first version is there before
 * @throws AssertionError when one does not get ready, or what they made together is not what one makes alone
 */
export async function startTogether(options: {
  starters: number;
  folder: string;
  onOldSchema: boolean;
}): Promise<StarterReport> {
  const { starters, folder, onOldSchema } = options;
  if (onOldSchema) makeFirstVersion(path.join(folder, "jobs.db"));
  const from = Date.now();
  const outcomes = await Promise.all(
    Array.from({ length: starters }, (_, index) => prepare(folder, FIRST_PORT + index)),
  );
  assert.deepEqual(outcomes, Array(starters).fill("ready"), "all starters get ready");
  checkDatabase(path.join(folder, "jobs.db"));
  return { starters, seconds: (Date.now() - from) / 1000 };
}

/** What the first release left: its schema, and the record of it that Prisma's engine reads. */
function makeFirstVersion(file: string): void {
  const [first = ""] = migrations;
  const script = readFileSync(path.join(migrationsFolder, first, "migration.sql"), "utf8");
  const database = new Database(file);
  database.exec(script);
  database.exec(`CREATE TABLE "_prisma_migrations" ("id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL, "finished_at" DATETIME,
    "migration_name" TEXT NOT NULL, "logs" TEXT, "rolled_back_at" DATETIME, "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0)`);
  const record = database.prepare(
    "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES (?, ?, ?, ?, 1)",
  );
  record.run(randomUUID(), createHash("sha256").update(script).digest("hex"), first, Date.now());
  database.close();
}

/** The step of `npm start` that makes the database, its administrator and the sample content. */
async function prepare(folder: string, port: number): Promise<string> {
  const child = fork(bundle("scripts/prepare.ts"), {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: "",
      DATABASE_PATH: path.join(folder, "jobs.db"),
      DATA_DIR: folder,
      LOG_FILE: path.join(folder, "jobs.log"),
      PORT: String(port),
      ADMIN_EMAIL: "admin@example.org",
      ADMIN_PASSWORD: "a-password-of-the-starters",
      DEMO: "1",
    },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const exited = once(child, "exit").then(([code]) => `ended with ${code}`);
  const told = new Promise<string>((resolve) => {
    child.once("message", ({ kind, line }: { kind: string; line?: string }) => resolve(line ?? kind));
  });
  const outcome = await Promise.race([told, exited]);
  await exited;
  return outcome;
}

function checkDatabase(file: string): void {
  const database = new Database(file, { readonly: true });
  try {
    const value = (statement: string) => database.prepare(statement).pluck().get();
    assert.equal(value("PRAGMA integrity_check"), "ok");
    assert.deepEqual(database.pragma("foreign_key_check"), []);
    assert.deepEqual(
      database
        .prepare("SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1")
        .pluck()
        .all(),
      migrations,
      "each migration is applied once",
    );
    assert.equal(value("SELECT COUNT(*) FROM users"), 1, "there is one administrator");
    assert.equal(
      value("SELECT COUNT(*) - COUNT(DISTINCT title) FROM lessons"),
      0,
      "no sample lesson is there twice",
    );
  } finally {
    database.close();
  }
}
