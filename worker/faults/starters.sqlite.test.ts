import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, test } from "vitest";
import { startTogether } from "./starters";

const folder = await mkdtemp(path.join(tmpdir(), "presentation-jobs-starters-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

test("ten starters at once on a database of the first version all get ready, and upgrade it once", {
  timeout: 120_000,
}, async () => {
  await startTogether({ starters: 10, folder, onOldSchema: true });
});
