import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, test } from "vitest";
import { startTogether } from "./starters";

const folder = await mkdtemp(path.join(tmpdir(), "presentation-jobs-starters-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

test("twenty starters at once on an empty database all get ready, and make it once", {
  timeout: 90_000,
}, async () => {
  await startTogether({ starters: 20, folder });
});
