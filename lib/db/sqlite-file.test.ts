import {
  closeSync,
  copyFileSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { lostFileMessage } from "./busy";
import { openDatabase } from "./client";
import { migrate } from "./migrate";
import { registerDatabase, requireSoundPages, requireWholeFile } from "./sqlite-file";

let folder = "";
let file = "";

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "presentation-jobs-file-"));
  file = path.join(folder, "jobs.db");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const database = () => ({ kind: "sqlite", path: file }) as const;
const make = () => migrate(database(), path.join(folder, "backups"));

/** Each page after the first: all belong to tables and indexes. */
function damagePages(): void {
  const handle = openSync(file, "r+");
  for (let page = 1; page * 4096 < statSync(file).size; page++) {
    writeSync(handle, Buffer.alloc(64, 0xff), 0, 64, page * 4096);
  }
  closeSync(handle);
}

describe("at the start", () => {
  test("a file that was never in use may be missing or empty", () => {
    requireWholeFile(file, folder);
    writeFileSync(file, "");
    requireWholeFile(file, folder);
  });

  test("a whole database passes", async () => {
    await make();
    registerDatabase(file, folder);
    requireWholeFile(file, folder);
  });

  test.each([
    ["missing", () => rmSync(file), /is missing, although it was in use/],
    ["empty", () => truncateSync(file), /is empty, although it was in use/],
    ["garbage", () => writeFileSync(file, "not a database at all ".repeat(50)), /is no SQLite database/],
    ["cut off", () => truncateSync(file, statSync(file).size - 4096), /is cut off/],
  ])("a database that is %s is refused with the restore command", async (_name, damage, cause) => {
    await make();
    registerDatabase(file, folder);
    damage();
    expect(() => requireWholeFile(file, folder)).toThrow(cause);
    expect(() => requireWholeFile(file, folder)).toThrow("npm run restore");
  });

  test("a damaged page inside is refused with the restore command", async () => {
    await make();
    requireSoundPages(file);
    damagePages();
    requireWholeFile(file, folder);
    expect(() => requireSoundPages(file)).toThrow(/is damaged.*npm run restore/);
  });

  test("a missing or empty file has no pages to check", () => {
    requireSoundPages(file);
    writeFileSync(file, "");
    requireSoundPages(file);
  });

  test("a folder is refused", () => {
    expect(() => requireWholeFile(folder, folder)).toThrow("must name a file");
  });
});

describe("while it is open", () => {
  test("damage that is met later names the restore command too", async () => {
    await make();
    const db = openDatabase(database());
    damagePages();
    const error = await db.queueState.count().catch((thrown: unknown) => thrown);
    expect(lostFileMessage(error)).toMatch(/is damaged.*npm run restore/);
    await db.$disconnect();
  });

  test.each([
    ["deleted", () => rmSync(file), "was deleted"],
    [
      "replaced",
      () => {
        copyFileSync(file, `${file}.copy`);
        renameSync(`${file}.copy`, file);
      },
      "was replaced",
    ],
  ])("a file that is %s stops every statement", async (_name, harm, cause) => {
    await make();
    const db = openDatabase(database());
    await db.queueState.count();
    harm();
    for (const use of [
      () => db.$queryRaw`SELECT 1`,
      () => db.$executeRaw`UPDATE queue_state SET reason = 'x'`,
      () => db.$transaction(async (tx) => tx.$executeRaw`UPDATE queue_state SET reason = 'x'`),
    ]) {
      const error = await use().then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(lostFileMessage(error)).toContain(cause);
    }
    await db.$disconnect();
  });
});
