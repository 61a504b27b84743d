/**
 * Writes the migrations that bring both databases to prisma/schema.prisma: `node --import tsx scripts/make-migration.ts NAME`, after
 * `npm run check` has generated the clients. Read them before you commit them: CHECK constraints, triggers and partial
 * indexes, which Prisma cannot express, are added by hand. Each folder of migrations keeps the schema that they lead to.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { migrationsDir } from "../lib/db/migration-files";
import { postgresAdapter } from "../lib/db/postgres-adapter";
import { withSchemaEngine } from "../lib/db/schema-engine";
import { sqliteAdapter } from "../lib/db/sqlite-adapter";
import { PostgresServer } from "../lib/testing/postgres-server";

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) throw new Error("Give the migration a name in snake_case.");
const folderName = `${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}_${name}`;

async function write(
  folder: string,
  adapter: SqlMigrationAwareDriverAdapterFactory,
  schemaFile: string,
): Promise<void> {
  const migratedFile = path.join(folder, "schema.prisma");
  const [wanted, migrated] = [readFileSync(schemaFile, "utf8"), readFileSync(migratedFile, "utf8")];
  const datamodel = (content: string) => ({
    tag: "schemaDatamodel" as const,
    files: [{ path: "schema.prisma", content }],
  });
  const { stdout } = await withSchemaEngine(adapter, wanted, (engine) =>
    engine.diff({
      from: datamodel(migrated),
      to: datamodel(wanted),
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  const file = path.join(folder, folderName, "migration.sql");
  mkdirSync(path.dirname(file));
  writeFileSync(file, stdout ?? "");
  copyFileSync(schemaFile, migratedFile);
  process.stdout.write(`${path.relative(process.cwd(), file)}\n`);
}

await write(migrationsDir("sqlite"), sqliteAdapter(":memory:", { create: true }), "prisma/schema.prisma");
// Two schemas are compared, but the engine wants to see a server.
const server = await PostgresServer.start();
try {
  const schemaFile = "lib/generated/schema-postgres.prisma";
  await write(migrationsDir("postgres"), postgresAdapter(server.url()), schemaFile);
} finally {
  await server.stop();
}
