/** A real database of its own for each test file, migrated and gone afterwards: SQLite, or PostgreSQL in vitest's project of that name. */
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, inject, vi } from "vitest";
import { flushAudit } from "@/lib/audit/buffer";
import { type Config, config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { resumeQueue } from "@/lib/jobs/store/control";
import { checkAnswers } from "./check-answers";
import { createPostgresDatabase } from "./postgres-databases";

/** Which database the tests of this run use. */
export const databaseKind: Config["database"]["kind"] =
  inject("postgres") === undefined ? "sqlite" : "postgres";

/** The variables that keep a test inside `folder`. */
export function isolatedEnv(folder: string): Record<string, string> {
  return {
    DATABASE_PATH: path.join(folder, "test.db"),
    // Never the one that the developer's own environment may name.
    DATABASE_URL: "",
    DATA_DIR: path.join(folder, "data"),
    LOG_FILE: path.join(folder, "test.log"),
    DEMO: "0",
  };
}

/** Gives the tests of a file an empty database before each of them; `db()` and `config()` mean it. Routes are held to their declarations. */
export function setUpTestDatabase(env: Record<string, string> = {}): void {
  let folder = "";
  let dropDatabase = async () => {};
  checkAnswers();
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "presentation-jobs-"));
    const own = isolatedEnv(folder);
    const postgres = inject("postgres");
    if (postgres) {
      const { url, drop } = await createPostgresDatabase(postgres);
      own.DATABASE_URL = url;
      dropDatabase = drop;
    }
    for (const [name, value] of Object.entries({ ...own, ...env })) vi.stubEnv(name, value);
    const template = inject("sqliteTemplate");
    if (template) await copyFile(template, own.DATABASE_PATH ?? "");
    // The templates are migrated already; a file that a test brings in the place of one may not be.
    await migrate(config().database, path.join(folder, "backups"));
  });
  beforeEach(async () => {
    await db().lesson.deleteMany(); // jobs, attempts and decks go with their lesson
    // What is left of them in the numbers.
    await db().jobChange.deleteMany();
    await db().rollup.deleteMany();
    await db().user.deleteMany();
    await db().worker.deleteMany();
    await db().idempotencyKey.deleteMany();
    await db().savedView.deleteMany();
    await db().bulkAction.deleteMany();
    await db().alertRule.deleteMany();
    await db().alert.deleteMany(); // deliveries go with their alert
    await db().languageModel.deleteMany();
    await db().languageModel.create({ data: {} });
    await resumeQueue(db());
  });
  afterAll(async () => {
    await flushAudit();
    await db().$disconnect();
    await dropDatabase();
    await rm(folder, { recursive: true, force: true });
  });
}
