/** Many `npm start` at once, on one database file that is of the first version or not there yet. */
import { strict as assert } from "node:assert";
import { fork } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { bundle } from "@/lib/testing/bundle";
import { makeFirstVersion } from "@/lib/testing/first-version";

export type StarterReport = { starters: number; seconds: number };

/** The first of the ports that the starters ask for; nobody listens, they only look whether it is free. */
const FIRST_PORT = 21_700;
const root = path.resolve(import.meta.dirname, "../..");
const migrations = readdirSync(path.join(root, "prisma/migrations"))
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
  if (onOldSchema) await makeFirstVersion(path.join(folder, "jobs.db"));
  const from = Date.now();
  const outcomes = await Promise.all(
    Array.from({ length: starters }, (_, index) => prepare(folder, FIRST_PORT + index)),
  );
  assert.deepEqual(outcomes, Array(starters).fill("ready"), "all starters get ready");
  checkDatabase(path.join(folder, "jobs.db"));
  return { starters, seconds: (Date.now() - from) / 1000 };
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
