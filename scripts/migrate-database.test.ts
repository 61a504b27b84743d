import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { migrate as upgrade } from "../lib/db/migrate";
import { migrationNames } from "../lib/db/migration-files";
import { bundle } from "../lib/testing/bundle";

const root = path.resolve(import.meta.dirname, "..");
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "presentation-jobs-migrate-"));
  file = path.join(folder, "jobs.db");
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const migrate = (...args: string[]) => migrateWith({}, ...args);

/** @param options.cwd the project's folder: that of another version of it */
async function migrateWith({ nodeOptions = [] as string[], cwd = root }, ...args: string[]) {
  const child = spawn(process.execPath, [...nodeOptions, bundle("scripts/migrate-database.ts"), ...args], {
    cwd,
    env: { ...process.env, DATA_DIR: path.join(folder, "data"), LOG_FILE: path.join(folder, "log") },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { output, errors, code: child.exitCode };
}

test("creates the database, and finds nothing to do the second time", async () => {
  const first = await migrate("--db-path", file);
  expect(first).toMatchObject({ code: 0, errors: "" });
  expect(first.output).toMatch(/jobs\.db got: \d{14}_\w+/);
  expect(await migrate("--db-path", file)).toEqual({
    code: 0,
    errors: "",
    output: `${file} is up to date.\n`,
  });
});

test("a dry run lists what is pending and makes no file", async () => {
  const { output, code } = await migrate("--db-path", file, "--dry-run", "--verbose");
  expect(output).toMatch(/^pending {2}\d{14}_\w+\n/);
  expect(output).toContain(`${file} would get: `);
  expect(code).toBe(0);
  expect(existsSync(file)).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});

test("refuses an option that it does not know and shows the usage", async () => {
  const { errors, code } = await migrate("--into", "legacy.db");
  expect(errors).toContain("--into");
  expect(errors).toContain("Usage: npm run migrate");
  expect(code).toBe(2);
});

test("names a file that is no database", async () => {
  const { errors, code } = await migrate("--db-path", path.join(root, "package.json"));
  expect(errors).toBe("The database could not be migrated: file is not a database\n");
  expect(code).toBe(1);
});

function look(path: string) {
  const database = new Database(path, { readonly: true });
  try {
    return {
      findings: [database.pragma("integrity_check", { simple: true }), database.pragma("foreign_key_check")],
      settings: ["journal_mode", "page_size", "auto_vacuum"].map((name) => database.pragma(name)),
      schema: database.prepare("SELECT type, name, sql FROM sqlite_master ORDER BY name").all(),
    };
  } finally {
    database.close();
  }
}

test.each([
  ["in the middle of a script", 'CREATE TRIGGER "job_removed"'],
  ["between two scripts", "-- With run_at in it, the index alone"],
])("killed %s has changed nothing, and the next one does it all", async (_name, before) => {
  const preload = pathToFileURL(path.join(root, "scripts/fixtures/killed-in-script.mjs"));
  preload.searchParams.set("before", before);
  const killed = await migrateWith({ nodeOptions: ["--import", preload.href] }, "--db-path", file);
  expect(killed).toEqual({ code: null, errors: "", output: "" });
  expect(look(file).schema).toHaveLength(0);
  const next = await upgrade({ kind: "sqlite", path: file }, path.join(folder, "backups"));
  // There was nothing to copy.
  expect(next).toEqual({ applied: await migrationNames("sqlite"), backup: null });
  expect(look(file)).toEqual(look(inject("sqliteTemplate") ?? ""));
  expect(look(file).findings).toEqual(["ok", []]);
});

test("a script that puts another table in the place of one keeps what refers to it, and may leave no reference to nothing", async () => {
  const later = path.join(folder, "later");
  cpSync(path.join(root, "prisma/migrations"), path.join(later, "prisma/migrations"), { recursive: true });
  const add = (name: string, script: string) => {
    const target = path.join(later, "prisma/migrations", name);
    mkdirSync(target);
    writeFileSync(
      path.join(target, "migration.sql"),
      `PRAGMA foreign_keys=OFF;\n${script}\nPRAGMA foreign_keys=ON;`,
    );
  };
  copyFileSync(inject("sqliteTemplate") ?? "", file);
  const database = new Database(file);
  database.exec("INSERT INTO users (id, name, email) VALUES ('u1', 'Ada', 'ada@example.org')");
  database.exec("INSERT INTO totps (user_id, secret) VALUES ('u1', 'secret')");
  const definition = String(
    database.prepare("SELECT sql FROM sqlite_master WHERE name = 'users'").pluck().get(),
  );
  add(
    "29990101000000_new_users",
    `${definition.replace('"users"', '"new_users"')};
     INSERT INTO "new_users" SELECT * FROM "users";
     DROP TABLE "users";
     ALTER TABLE "new_users" RENAME TO "users";`,
  );
  expect(await migrateWith({ cwd: later }, "--db-path", file)).toMatchObject({ code: 0, errors: "" });
  add("29990101000001_no_users", 'DELETE FROM "users";');
  expect((await migrateWith({ cwd: later }, "--db-path", file)).errors).toMatch(
    /a row of totps would name one of users that is not there; nothing was changed\n$/,
  );
  expect(database.prepare("SELECT name, secret FROM users JOIN totps ON user_id = id").all()).toEqual([
    { name: "Ada", secret: "secret" },
  ]);
  database.close();
});
