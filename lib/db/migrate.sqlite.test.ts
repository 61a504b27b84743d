import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkDatabase } from "@/lib/backup/copy-database";
import { makeFirstVersion } from "@/lib/testing/first-version";
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

test("the copy before it ends beside a writer that never rests, and is whole", async () => {
  await makeFirstVersion(file);
  const writer = new Database(file);
  writer.pragma("journal_mode = WAL");
  writer.pragma("synchronous = OFF");
  // The copy takes twenty steps, and a row is written between any two.
  writer.exec("CREATE TABLE ballast (content BLOB); INSERT INTO ballast VALUES (zeroblob(8 * 1024 * 1024))");
  const write = writer.prepare("INSERT INTO ballast VALUES (zeroblob(1))");
  let isDone = false;
  const upgraded = upgrade().finally(() => {
    isDone = true;
  });
  let writes = 0;
  for (; !isDone && writes < 1_000; writes++) {
    write.run();
    await setImmediate();
  }
  const { backup } = await upgraded;
  writer.close();
  expect(writes).toBeLessThan(1_000);
  expect(readdirSync(path.join(folder, "backups"))).toEqual([path.basename(backup ?? "")]);
  expect(checkDatabase(backup ?? "").migrations).toEqual((await migrationNames("sqlite")).slice(0, 1));
});
