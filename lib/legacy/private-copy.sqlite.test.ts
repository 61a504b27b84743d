import { createHash } from "node:crypto";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { addOldRows, makeLegacyDatabase, oldJob, oldLesson, openLegacy } from "@/lib/testing/legacy-database";
import { openLegacyFile } from "./legacy-file";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "presentation-jobs-old-"));
  file = path.join(folder, "old.db");
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** Names and contents of all that lies in the folder. */
const fingerprint = () =>
  readdirSync(folder).map((name) => [
    name,
    createHash("sha256")
      .update(readFileSync(path.join(folder, name)))
      .digest("hex"),
  ]);

function countJobs(): number {
  const old = openLegacyFile(file);
  try {
    return [...old.rows("presentation_jobs")].length;
  } finally {
    old.close();
  }
}

test("reading leaves the file and its folder as they were", () => {
  makeLegacyDatabase(file, { presentation_jobs: [oldJob("j1")] });
  const before = fingerprint();
  expect(countJobs()).toBe(1);
  expect(fingerprint()).toEqual(before);
});

test("a database with a log is read, without making a log beside it", () => {
  const old = openLegacy(file);
  old.pragma("journal_mode = WAL");
  addOldRows(old, "presentation_jobs", [oldJob("j1")]);
  old.close();
  const before = fingerprint();
  expect(before.map(([name]) => name)).toEqual(["old.db"]);
  expect(countJobs()).toBe(1);
  expect(fingerprint()).toEqual(before);
});

test("what a crashed writer left in the log is read, too", () => {
  const live = path.join(folder, "live.db");
  const writer = openLegacy(live);
  writer.pragma("journal_mode = WAL");
  writer.pragma("wal_autocheckpoint = 0");
  addOldRows(writer, "presentation_jobs", [oldJob("j1"), oldJob("j2")]);
  copyFileSync(live, file);
  copyFileSync(`${live}-wal`, `${file}-wal`);
  writer.close();
  const before = fingerprint();
  expect(countJobs()).toBe(2);
  expect(fingerprint()).toEqual(before);
});

test("what a crashed writer had not committed is rolled back in the copy", () => {
  const live = path.join(folder, "live.db");
  const writer = openLegacy(live);
  addOldRows(
    writer,
    "presentation_jobs",
    Array.from({ length: 200 }, (_, i) => oldJob(`j${i}`)),
  );
  writer.pragma("cache_size = 1");
  writer.exec(
    "BEGIN; UPDATE presentation_jobs SET message = zeroblob(4000); DELETE FROM presentation_jobs WHERE id > 'j5'",
  );
  copyFileSync(live, file);
  copyFileSync(`${live}-journal`, `${file}-journal`);
  writer.exec("ROLLBACK");
  writer.close();
  const before = fingerprint();
  expect(countJobs()).toBe(200);
  expect(fingerprint()).toEqual(before);
});

test("a locked file is named", () => {
  makeLegacyDatabase(file);
  const other = new Database(file);
  other.exec("BEGIN EXCLUSIVE");
  expect(() => openLegacyFile(file)).toThrow(
    `${file} is locked by another program. Stop that program first.`,
  );
  other.close();
});

test("a damaged file is found before the first row is given", () => {
  makeLegacyDatabase(file, { presentation_jobs: Array.from({ length: 500 }, (_, i) => oldJob(`j${i}`)) });
  const bytes = readFileSync(file);
  bytes.fill(0xa5, bytes.length - 3 * 4096, bytes.length - 2 * 4096);
  writeFileSync(file, bytes);
  expect(() => openLegacyFile(file)).toThrow(/is damaged \(/);
  truncateSync(file, bytes.length / 2);
  expect(() => openLegacyFile(file)).toThrow(/is damaged \(/);
});

test.each([
  ["a text", () => writeFileSync(file, "lessons\n".repeat(100)), /is no SQLite database/],
  ["an empty file", () => writeFileSync(file, ""), /is no SQLite database/],
  ["no file", () => {}, /does not exist/],
  ["a folder", () => (file = folder), /is a folder/],
  [
    "another database",
    () => new Database(file).exec("CREATE TABLE users (id TEXT)").close(),
    /is no database of the earlier system/,
  ],
])("%s is refused in one line", (_, make, message) => {
  make();
  expect(() => openLegacyFile(file)).toThrow(message);
});

test("values that break the old table's own rules are no damage", () => {
  const old = new Database(file);
  old.exec(`CREATE TABLE lessons (id TEXT, title TEXT CHECK (title <> 'x')); PRAGMA ignore_check_constraints = ON;
    INSERT INTO lessons VALUES ('l1', 'x')`);
  old.close();
  const opened = openLegacyFile(file);
  expect(opened.count("lessons")).toBe(1);
  opened.close();
});

test("nothing is left in the folder for temporary files", () => {
  const temporary = path.join(folder, "tmp");
  mkdirSync(temporary);
  vi.stubEnv("TMPDIR", temporary);
  makeLegacyDatabase(file, { lessons: [oldLesson("l1")] });
  const old = openLegacyFile(file);
  expect(readdirSync(temporary)).toHaveLength(1);
  old.close();
  expect(readdirSync(temporary)).toEqual([]);
  writeFileSync(path.join(folder, "text"), "SQLite format 3\0 but nothing more");
  expect(() => openLegacyFile(path.join(folder, "text"))).toThrow();
  expect(readdirSync(temporary)).toEqual([]);
});
