/** A real database of its own for each test file: a fresh folder, migrated, gone afterwards. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, vi } from "vitest";
import { db } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";

/** The variables that keep a test inside `folder`. */
export function isolatedEnv(folder: string): Record<string, string> {
  return {
    DATABASE_PATH: path.join(folder, "test.db"),
    DATA_DIR: path.join(folder, "data"),
    LOG_FILE: path.join(folder, "test.log"),
    DEMO: "0",
  };
}

/** Gives the tests of a file an empty database before each of them; `db()` and `config()` mean it. */
export function setUpTestDatabase(env: Record<string, string> = {}): void {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "presentation-jobs-"));
    const own = isolatedEnv(folder);
    for (const [name, value] of Object.entries({ ...own, ...env })) vi.stubEnv(name, value);
    await migrate(String(own.DATABASE_PATH), path.join(folder, "backups"));
  });
  beforeEach(async () => {
    await db().lesson.deleteMany(); // jobs, attempts and decks go with their lesson
    await db().user.deleteMany();
    await db().worker.deleteMany();
  });
  afterAll(async () => {
    await db().$disconnect();
    await rm(folder, { recursive: true, force: true });
  });
}
