import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { withConnection } from "../lib/db/postgres-connection";
import { bundle } from "../lib/testing/bundle";
import { isolatedEnv } from "../lib/testing/database";
import { makeLegacyDatabase, oldDeck, oldJob, oldLesson, oldUser } from "../lib/testing/legacy-database";
import { createDatabase, dropDatabase, withDatabase } from "../lib/testing/postgres-databases";

const root = path.resolve(import.meta.dirname, "..");
const adminUrl = inject("postgres")?.adminUrl ?? "";
const name = `move_${process.pid}_${Date.now()}`;
const url = withDatabase(adminUrl, name);
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "presentation-jobs-move-"));
  // Without a schema: the command makes it.
  await createDatabase(adminUrl, name);
});
afterAll(async () => {
  await dropDatabase(adminUrl, name);
  rmSync(folder, { recursive: true, force: true });
});

async function migrate(...args: string[]) {
  const child = spawn(process.execPath, [bundle("scripts/migrate-database.ts"), ...args], {
    cwd: root,
    env: { ...process.env, ...isolatedEnv(folder), DATABASE_URL: url },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { output, errors, code: child.exitCode };
}

const countIn = (table: string) =>
  withConnection(url, async (client) =>
    Number((await client.query(`SELECT COUNT(*) FROM ${table}`)).rows[0].count),
  );

test("the command brings an old database into PostgreSQL, too", async () => {
  const old = path.join(folder, "legacy.db");
  makeLegacyDatabase(old, {
    users: [oldUser("u1")],
    lessons: [oldLesson("l1", { title: "Nul \0 and 🎵" })],
    presentations: [oldDeck("p1")],
    presentation_jobs: [oldJob("j1", { presentation_id: "p1" }), oldJob("j2", { status: "running" })],
  });
  // Upgrading would be a write.
  const early = await migrate("--from", old, "--dry-run");
  expect(early.errors).toBe(
    "The database has to be upgraded before a dry run can read it: npm run migrate\n",
  );
  expect(early.code).toBe(1);

  expect((await migrate()).code).toBe(0);
  const dry = await migrate("--from", old, "--dry-run");
  expect(dry).toMatchObject({ code: 0, errors: "" });
  expect(await countIn("presentation_jobs")).toBe(0);

  const counts = /^presentation_jobs +2 +2 +0 +0 +0 +1 +0 +2$/m;
  expect(dry.output).toMatch(counts);
  const real = await migrate("--from", old);
  expect(real).toMatchObject({ code: 0, errors: "" });
  expect(real.output).toMatch(counts);
  expect(real.output).toMatch(/^u1@school\.example {2}http\S+\/set-password#token=/m);
  expect(await countIn("presentation_jobs")).toBe(2);
  expect(await countIn("job_attempts")).toBe(1);
}, 180_000);
