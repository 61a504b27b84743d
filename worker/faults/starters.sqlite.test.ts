import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, test } from "vitest";
import { startTogether } from "./starters";

const folder = await mkdtemp(path.join(tmpdir(), "presentation-jobs-starters-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([
  ["a database of the first version", true],
  ["an empty place", false],
])(
  "twenty starters at once on %s all get ready, and make it once",
  { timeout: 120_000 },
  async (_, onOldSchema) => {
    await startTogether({ starters: 20, folder: await mkdtemp(path.join(folder, "database-")), onOldSchema });
  },
);
