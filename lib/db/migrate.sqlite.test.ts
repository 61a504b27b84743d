import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrate } from "./migrate";
import { migrationNames } from "./migration-files";
import { migrationList, withSchemaEngine } from "./schema-engine";
import { sqliteAdapter } from "./sqlite-adapter";

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "presentation-jobs-migrations-"));
  file = path.join(folder, "jobs.db");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const upgrade = () => migrate({ kind: "sqlite", path: file }, path.join(folder, "backups"));

test("Prisma's own engine reads the records as its own, and finds nothing to do", async () => {
  expect(await upgrade()).toEqual({ applied: await migrationNames("sqlite"), backup: null });
  const datamodel = await readFile("prisma/schema.prisma", "utf8");
  const filters = { externalTables: [], externalEnums: [] };
  await withSchemaEngine(sqliteAdapter(file, { create: true }), datamodel, async (engine) => {
    const migrationsList = await migrationList("sqlite");
    const history = await engine.diagnoseMigrationHistory({
      migrationsList,
      optInToShadowDatabase: false,
      filters,
    });
    expect(history).toMatchObject({ failedMigrationNames: [], editedMigrationNames: [], history: null });
    expect(await engine.applyMigrations({ migrationsList, filters })).toEqual({ appliedMigrationNames: [] });
  });
});

test("tables of another program are left alone", async () => {
  const database = new Database(file);
  database.exec("CREATE TABLE things (id TEXT)");
  await expect(upgrade()).rejects.toThrow(/holds tables of another program/);
  expect(database.prepare("SELECT name FROM sqlite_master").pluck().all()).toEqual(["things"]);
  database.close();
});
