import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { bundle } from "../lib/testing/bundle";
import { isolatedEnv } from "../lib/testing/database";
import {
  addOldRows,
  makeLegacyDatabase,
  oldDeck,
  oldJob,
  oldLesson,
  oldTables,
  oldUser,
  openLegacy,
} from "../lib/testing/legacy-database";

// Each test starts several processes, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

const root = path.resolve(import.meta.dirname, "..");
let folder: string;
let old: string;
let target: string;
let temporary: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "presentation-jobs-move-"));
  mkdirSync(path.join(folder, "old"));
  temporary = mkdtempSync(path.join(os.tmpdir(), "presentation-jobs-move-tmp-"));
  old = path.join(folder, "old", "legacy.db");
  target = path.join(folder, "new.db");
});
afterEach(() => {
  for (const each of [folder, temporary]) rmSync(each, { recursive: true, force: true });
});

function start(args: string[]) {
  return spawn(process.execPath, [bundle("scripts/migrate-database.ts"), ...args], {
    cwd: root,
    env: {
      ...process.env,
      ...isolatedEnv(folder),
      INIT_CWD: folder,
      TMPDIR: temporary,
      PUBLIC_URL: "https://jobs.example",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function migrate(...args: string[]) {
  const child = start(args);
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { output, errors, code: child.exitCode };
}

const moveIn = (...args: string[]) => migrate("--db-path", target, "--from", old, ...args);

/** Every file below the folder with its contents. */
const fingerprint = (where = folder) =>
  readdirSync(where, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name))
    .sort()
    .map((file) => [file, createHash("sha256").update(readFileSync(file)).digest("hex")]);

const rowsIn = (file: string, query: string): unknown[] => {
  const database = new Database(file, { readonly: true });
  try {
    return database.prepare(query).all();
  } finally {
    database.close();
  }
};

/** The line of a table in the counts, as numbers: old rows, imported, overwritten, already here, dropped, changed, before, after. */
const countsOf = (output: string, table: string) =>
  new RegExp(`^${table} +(\\d+(?: +\\d+){7})$`, "m").exec(output)?.[1]?.split(/ +/).map(Number);

function makeOld(): void {
  makeLegacyDatabase(old, {
    users: [oldUser("u1", { password_hash: "unknown" }), oldUser("u2", { email: null })],
    lessons: [oldLesson("l1")],
    presentations: [oldDeck("p1"), oldDeck("p2", { slides: "{broken" })],
    presentation_jobs: [
      oldJob("j1"),
      oldJob("j2", { status: "running", completed_at: null }),
      oldJob("j3", { lesson_id: "gone" }),
    ],
  });
}

test("brings the old database in, says what became of every row, and only reads the old file", async () => {
  makeOld();
  const before = fingerprint(path.dirname(old));
  const first = await moveIn();
  expect(first).toMatchObject({ code: 0, errors: "" });
  expect(first.output.split("\n")).toEqual(
    expect.arrayContaining([
      "users u2: dropped: it has no valid e-mail address, so nobody can sign in with it",
      "presentations p2: dropped: it has no slides that can be read",
      "presentation_jobs j2: imported: was running: waits to run again",
      "presentation_jobs j3: imported: its lesson gone is missing: a stand-in takes its place",
      "lessons: 1 more stand in for lessons that are gone",
    ]),
  );
  expect(first.output).not.toMatch(/^presentation_jobs j1/m);
  expect(countsOf(first.output, "users")).toEqual([2, 1, 0, 0, 1, 1, 0, 1]);
  expect(countsOf(first.output, "lessons")).toEqual([1, 1, 0, 0, 0, 0, 0, 2]);
  expect(countsOf(first.output, "presentations")).toEqual([2, 1, 0, 0, 1, 0, 0, 1]);
  expect(countsOf(first.output, "presentation_jobs")).toEqual([3, 3, 0, 0, 0, 2, 0, 3]);
  expect(first.output).toMatch(
    /^u1@school\.example {2}https:\/\/jobs\.example\/set-password#token=[\w-]{43}$/m,
  );
  expect(first.output).toMatch(/^A worker will delete 2 jobs and 0 stale decks .+CLEANUP_MAX_AGE_HOURS=24/m);
  expect(fingerprint(path.dirname(old))).toEqual(before);
  expect(readdirSync(temporary).filter((name) => name.startsWith("presentation"))).toEqual([]);

  const second = await moveIn("--verbose");
  expect(second.output).toMatch(/^presentation_jobs j1: already here$/m);
  expect(countsOf(second.output, "presentation_jobs")).toEqual([3, 0, 0, 3, 0, 0, 3, 3]);
  expect(second.output).not.toContain("token=");
  expect(rowsIn(target, "SELECT id FROM presentation_jobs ORDER BY id")).toEqual([
    { id: "j1" },
    { id: "j2" },
    { id: "j3" },
  ]);

  const third = await moveIn("--force");
  expect(countsOf(third.output, "presentation_jobs")).toEqual([3, 0, 3, 0, 0, 2, 3, 3]);
  expect(third.output).toContain("token=");
});

test("a dry run counts the same and writes nothing, with and without a database to go to", async () => {
  makeOld();
  const empty = fingerprint();
  const dry = await moveIn("--dry-run");
  expect(dry).toMatchObject({ code: 0, errors: "" });
  expect(dry.output).toContain("This was a dry run: nothing was written.");
  expect(fingerprint()).toEqual(empty);
  expect(existsSync(target)).toBe(false);

  const real = await moveIn();
  for (const table of oldTables) expect(countsOf(dry.output, table)).toEqual(countsOf(real.output, table));
  const closed = fingerprint();
  await moveIn("--dry-run");
  expect(fingerprint()).toEqual(closed);
  // With a log beside it, as a running product has.
  const product = new Database(target);
  product.exec("UPDATE queue_state SET reason = 'in use'");
  const full = fingerprint();
  expect(full.map(([file]) => file)).toContain(`${target}-wal`);
  const again = await moveIn("--dry-run", "--force");
  expect(countsOf(again.output, "presentation_jobs")).toEqual([3, 0, 3, 0, 0, 2, 3, 3]);
  const withoutIndexOfLog = (files: string[][]) => files.filter(([file]) => file !== `${target}-shm`);
  expect(withoutIndexOfLog(fingerprint())).toEqual(withoutIndexOfLog(full));
  product.close();
});

test.each([
  ["a file that is not there", () => {}, / does not exist\.\n$/],
  [
    "another file",
    () => writeFileSync(old, "hello"),
    / is no SQLite database, or its beginning is damaged\.\n$/,
  ],
  [
    "another database",
    () => new Database(old).exec("CREATE TABLE t (a)").close(),
    / is no database of the earlier /,
  ],
  [
    "a damaged one",
    () => {
      makeLegacyDatabase(old, { presentation_jobs: Array.from({ length: 300 }, (_, i) => oldJob(`j${i}`)) });
      writeFileSync(old, readFileSync(old).subarray(0, 20_000));
    },
    / is damaged \(/,
  ],
])("%s ends it with one line and nothing written", async (_, make, message) => {
  make();
  const before = fingerprint();
  const { errors, output, code } = await moveIn();
  expect(errors).toMatch(message);
  expect(errors.trim().split("\n")).toHaveLength(1);
  expect(output).toBe("");
  expect(code).toBe(1);
  expect(fingerprint()).toEqual(before);
});

test("a locked one ends it with one line", async () => {
  makeOld();
  const other = new Database(old);
  other.exec("BEGIN EXCLUSIVE");
  const { errors, code } = await moveIn();
  expect(errors).toBe(`${old} is locked by another program. Stop that program first.\n`);
  expect(code).toBe(1);
  expect(existsSync(target)).toBe(false);
  other.close();
});

test("the old file cannot be the new one, and a database of this product is no old one", async () => {
  makeOld();
  const same = await migrate("--db-path", old, "--from", old);
  expect(same.errors).toMatch(/is also where this product keeps its own database/);
  await moveIn();
  const ours = await migrate("--db-path", path.join(folder, "third.db"), "--from", target);
  expect(ours.errors).toMatch(/is a database of this product/);
  expect([same.code, ours.code]).toEqual([1, 1]);
  expect((await migrate("--force")).code).toBe(2);
});

test("a run that is killed has done whole batches, and the next one does the rest", async () => {
  const total = 6000;
  const database = openLegacy(old);
  addOldRows(database, "lessons", [oldLesson("l1")]);
  const jobs = Array.from({ length: total }, (_, i) =>
    oldJob(`j${i}`, { status: "running", completed_at: null }),
  );
  addOldRows(database, "presentation_jobs", jobs);
  database.close();
  const child = start(["--db-path", target, "--from", old]);
  // Its first line about a job follows the first commit.
  for await (const chunk of child.stdout) if (String(chunk).includes("presentation_jobs j")) break;
  child.kill("SIGKILL");
  await once(child, "exit");
  const count = (query: string) => rowsIn(target, query).length;
  const done = count("SELECT 1 FROM presentation_jobs");
  expect(done).toBeGreaterThan(0);
  expect(done % 500).toBe(0);
  expect(count("SELECT 1 FROM job_attempts")).toBe(done);
  expect(count("SELECT 1 FROM legacy_rows WHERE table_name = 'presentation_jobs'")).toBe(done);

  const { output, code } = await moveIn();
  expect(code).toBe(0);
  expect(countsOf(output, "presentation_jobs")).toEqual([
    total,
    total - done,
    0,
    done,
    0,
    total - done,
    done,
    total,
  ]);
  expect(count("SELECT 1 FROM job_attempts")).toBe(total);
});
