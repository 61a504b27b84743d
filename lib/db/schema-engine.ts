/**
 * Prisma's own migration engine as WebAssembly, for who develops: it writes migrations (scripts/make-migration.ts) and proves in tests
 * that our records of them are its own. The usual engine is a binary that Prisma downloads from its own host; this one comes from
 * the package registry. The set-up below is what the package's own loader does for bundlers.
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm";
import type { DatabaseConfig } from "@/lib/config";
import { migrationNames, migrationsDir, readMigration } from "./migration-files";
import { replaceMethods } from "./replace-methods";

// Once per process: the package keeps views of the first instance's memory.
let loaded: Promise<typeof SchemaEngine> | undefined;

async function load(): Promise<typeof SchemaEngine> {
  const glue = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const require = createRequire(import.meta.url);
  const wasmFile = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg").replace(/\.js$/, ".wasm");
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message(message: string) {
        throw new Error(`The migration engine stopped: ${message}`);
      },
    },
  });
  const { instance } = await WebAssembly.instantiate(await readFile(wasmFile), {
    "./schema_engine_bg.js": glue,
  });
  const exports = instance.exports as { __wbindgen_start: () => void };
  glue.__wbg_set_wasm(exports);
  exports.__wbindgen_start();
  return glue.SchemaEngine;
}

/**
 * Runs `work` with an engine on the database of `adapter`, then closes the engine's connections: it locks SQLite files
 * exclusively and does not let go by itself. `datamodel` is the text of the Prisma schema.
 */
export async function withSchemaEngine<T>(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  datamodel: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const opened: SqlDriverAdapter[] = [];
  const remember = async (connection: Promise<SqlDriverAdapter>) => {
    const adapter = await connection;
    let disposed: Promise<void> | undefined;
    // The engine closes some of them by itself, and a pool may be closed only once.
    const closable = replaceMethods(adapter, {
      dispose: () => {
        disposed ??= adapter.dispose();
        return disposed;
      },
    });
    opened.push(closable);
    return closable;
  };
  const tracked: SqlMigrationAwareDriverAdapterFactory = {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    connect: () => remember(adapter.connect()),
    connectToShadowDb: () => remember(adapter.connectToShadowDb()),
  };
  loaded ??= load();
  const Engine = await loaded;
  try {
    const bound = bindMigrationAwareSqlAdapterFactory(tracked);
    const engine = await Engine.new({ datamodels: [["schema.prisma", datamodel]] }, () => {}, bound);
    return await work(engine);
  } finally {
    await Promise.all(opened.map((connection) => connection.dispose()));
  }
}

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
