import type { Config } from "@/lib/config";
import { migrationNames } from "@/lib/db/migration-files";
import { Prisma } from "@/lib/generated/prisma/client";
import { type Finding, fail, ok, plural } from "../finding";
import type { ReadOnlyDatabase } from "../read-only-database";

const CHECK = "migrations";

/** Whether the tables are those of this version. A failure means: ask for nothing else. */
export async function checkMigrations(
  { database: { kind } }: Config,
  database: ReadOnlyDatabase,
): Promise<Finding[]> {
  const names = await migrationNames(kind);
  const rows = await database
    .ask<{ migration_name: string; finished: number | boolean }>(Prisma.sql`
      SELECT migration_name, finished_at IS NOT NULL AS finished FROM _prisma_migrations WHERE rolled_back_at IS NULL`)
    .catch(() => []);
  const half = rows.find(({ finished }) => !finished);
  if (half) {
    const remedy =
      "Restore the copy from before the upgrade: npm run restore -- DATA_DIR/backups/before-upgrade-….db";
    return [fail(CHECK, `${half.migration_name} was begun and never finished`, remedy)];
  }
  const applied = new Set(rows.map(({ migration_name }) => migration_name));
  const unknown = [...applied].filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    const message = `The database is of a newer version of this product (${unknown.join(", ")})`;
    return [fail(CHECK, message, "Install that version, or restore a backup of this one.")];
  }
  const pending = names.filter((name) => !applied.has(name));
  if (pending.length > 0) {
    const message = `${plural(pending.length, "is", "are")} pending: ${pending.join(", ")}`;
    return [fail(CHECK, message, "npm start applies them, or: npm run migrate")];
  }
  return [ok(CHECK, `all ${names.length} are applied`)];
}
