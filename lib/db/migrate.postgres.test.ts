import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { createDatabase, dropDatabase, withDatabase } from "@/lib/testing/postgres-databases";
import { migrate } from "./migrate";
import { migrationNames } from "./migration-files";
import { pendingMigrations } from "./pending-migrations";
import { postgresAdapter } from "./postgres-adapter";
import { withConnection } from "./postgres-connection";
import { migrationList, withSchemaEngine } from "./schema-engine";

const adminUrl = inject("postgres")?.adminUrl ?? "";
const STARTERS = 20;
let name = "";
let database: { kind: "postgres"; url: string };

beforeEach(async () => {
  name = `test_empty_${randomUUID()}`;
  await createDatabase(adminUrl, name);
  database = { kind: "postgres", url: withDatabase(adminUrl, name) };
});
afterEach(() => dropDatabase(adminUrl, name));

const query = async (text: string) =>
  (await withConnection(database.url, (client) => client.query(text))).rows;

test("twenty starters at once on an empty database: one upgrades it, the others wait and find it done", async () => {
  const names = await migrationNames("postgres");
  expect(await pendingMigrations(database)).toEqual(names);
  const reports = await Promise.all(Array.from({ length: STARTERS }, () => migrate(database, tmpdir())));
  expect(reports.flatMap((report) => report.applied)).toEqual(names);
  expect(await pendingMigrations(database)).toEqual([]);
  expect(await query("SELECT migration_name FROM _prisma_migrations ORDER BY started_at")).toEqual(
    names.map((migration_name) => ({ migration_name })),
  );
  expect(await query("SELECT id FROM queue_state")).toEqual([{ id: 1 }]);
});

test("an upgrade that fails half-way has changed nothing, and works once the cause is gone", async () => {
  // Stands where a late table of the first migration will be made.
  await query("CREATE TABLE verifications (id TEXT)");
  await expect(migrate(database, tmpdir())).rejects.toThrow('relation "verifications" already exists');
  expect(await query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).toEqual([
    { tablename: "verifications" },
  ]);
  await query("DROP TABLE verifications");
  expect((await migrate(database, tmpdir())).applied).toEqual(await migrationNames("postgres"));
});

test("Prisma's own engine reads the records as its own, and finds nothing to do", async () => {
  await migrate(database, tmpdir());
  const datamodel = await readFile("lib/generated/schema-postgres.prisma", "utf8");
  const filters = { externalTables: [], externalEnums: [] };
  await withSchemaEngine(postgresAdapter(database.url), datamodel, async (engine) => {
    const migrationsList = await migrationList("postgres");
    const history = await engine.diagnoseMigrationHistory({
      migrationsList,
      optInToShadowDatabase: false,
      filters,
    });
    expect(history).toMatchObject({ failedMigrationNames: [], editedMigrationNames: [], history: null });
    expect(await engine.applyMigrations({ migrationsList, filters })).toEqual({ appliedMigrationNames: [] });
  });
});
