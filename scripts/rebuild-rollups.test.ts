/** `npm run rollups`: the real command on numbers that somebody has broken, and on a database that is too old for it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { text } from "node:stream/consumers";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { countJobs } from "@/lib/stats/counts";
import { foldAll } from "@/lib/stats/rollups/fold-waiting";
import { readTrends } from "@/lib/stats/trends";
import { bundle } from "@/lib/testing/bundle";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenLesson, service } from "@/lib/testing/factories";
import { pastJobs, storePastJobs } from "@/lib/testing/history";

setUpTestDatabase();

async function rebuild(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [bundle("scripts/rebuild-rollups.ts")], {
    env: { ...process.env, ...env },
  });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { output, errors, code: child.exitCode };
}

test("counts the stored jobs anew, and says how many", async () => {
  const toMs = Date.now() - 60_000;
  const jobs = [...pastJobs({ count: 50, fromMs: toMs - 3_600_000, toMs, seed: 7 })];
  await storePastJobs(db(), await givenLesson(), jobs);
  const read = async () => [await countJobs(service), (await readTrends({ hours: 24 }, service)).total];
  await foldAll(db());
  const right = await read();
  await db().rollup.deleteMany({ where: { part: "stored" } });
  expect(await read()).not.toEqual(right);
  expect(await rebuild()).toEqual({
    code: 0,
    errors: "",
    output: "Counted 50 stored jobs anew. What is known of deleted ones was kept.\n",
  });
  expect(await read()).toEqual(right);
});

test("refuses a database that is older than the product", async () => {
  const { dataDir } = config();
  const file = path.join(path.dirname(dataDir), "old.db");
  new Database(file).close();
  const { code, errors, output } = await rebuild({ DATABASE_PATH: file });
  expect({ code, output }).toEqual({ code: 1, output: "" });
  expect(errors).toMatch(/older than the product\. Run npm run migrate first/);
});
