/**
 * Writes the migration that leads from the files under prisma/migrations to prisma/schema.prisma:
 * `node --import tsx scripts/make-migration.ts NAME`. Read it before you commit it: CHECK constraints and partial indexes,
 * which Prisma cannot express, are added by hand.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readMigrations } from "../lib/db/migrate";
import { withSchemaEngine } from "../lib/db/schema-engine";
import { sqliteAdapter } from "../lib/db/sqlite-adapter";

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) throw new Error("Give the migration a name in snake_case.");
const datamodel = readFileSync("prisma/schema.prisma", "utf8");
const migrations = await readMigrations();
const { stdout } = await withSchemaEngine(sqliteAdapter(":memory:", { create: true }), datamodel, (engine) =>
  engine.diff({
    from:
      migrations.migrationDirectories.length > 0 ? { tag: "migrations", ...migrations } : { tag: "empty" },
    to: { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: datamodel }] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  }),
);
const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
const folder = path.join("prisma/migrations", `${stamp}_${name}`);
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, "migration.sql"), stdout ?? "");
process.stdout.write(`${folder}/migration.sql\n`);
