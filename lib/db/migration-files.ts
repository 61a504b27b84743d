/** The migrations that this version brings, one folder of SQL for each kind of database. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { DatabaseConfig } from "@/lib/config";

// Every command of the project runs from its root; import.meta.url would point into the bundle on the server.
const prismaDir = path.join(process.cwd(), "prisma");

export function migrationsDir(kind: DatabaseConfig["kind"]): string {
  return path.join(prismaDir, kind === "postgres" ? "migrations-postgres" : "migrations");
}

/** In the order in which they apply. */
export async function migrationNames(kind: DatabaseConfig["kind"]): Promise<string[]> {
  const entries = await readdir(migrationsDir(kind), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

export function readMigration(kind: DatabaseConfig["kind"], name: string): Promise<string> {
  return readFile(path.join(migrationsDir(kind), name, "migration.sql"), "utf8");
}
