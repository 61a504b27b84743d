import { createHash, randomUUID } from "node:crypto";
import Database from "better-sqlite3";
import { migrationNames, readMigration } from "@/lib/db/migration-files";

/** What the first release left at `file`: its schema, and the record of it that Prisma's engine reads. */
export async function makeFirstVersion(file: string): Promise<void> {
  const [first = ""] = await migrationNames("sqlite");
  const script = await readMigration("sqlite", first);
  const database = new Database(file);
  database.exec(script);
  database.exec(`CREATE TABLE "_prisma_migrations" ("id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL, "finished_at" DATETIME,
    "migration_name" TEXT NOT NULL, "logs" TEXT, "rolled_back_at" DATETIME, "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0)`);
  const record = database.prepare(
    "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES (?, ?, ?, ?, 1)",
  );
  record.run(randomUUID(), createHash("sha256").update(script).digest("hex"), first, Date.now());
  database.close();
}
