/** What a backup holds, what is taken for one, and what a restore does with it. A real database and real files. */
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { serverSecret } from "@/lib/auth/secret";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { migrationNames } from "@/lib/db/migration-files";
import { requireWholeFile } from "@/lib/db/sqlite-file";
import { takeFileLock } from "@/lib/file-lock";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob, givenLesson } from "@/lib/testing/factories";
import { givenFinishedDeck } from "@/lib/testing/finished-deck";
import { backupName, listBackups, listPartials } from "./backup-folder";
import { BackupRunning, makeBackup } from "./make-backup";
import { readManifest } from "./manifest";
import { RestoreRefused, restoreBackup } from "./restore-backup";

setUpTestDatabase();

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "presentation-jobs-backup-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const live = () => (config().database as { path: string }).path; // these tests are about a file
const input = (changes: object = {}) => ({
  database: live(),
  dataDir: config().dataDir,
  folder,
  keep: 3,
  productVersion: "1.2.3",
  ...changes,
});
const target = () => path.join(folder, "restored/jobs.db");
const targetData = () => path.join(folder, "restored/data");
const restore = async (backup: string) =>
  restoreBackup({
    backup,
    database: target(),
    dataDir: targetData(),
    knownMigrations: await migrationNames("sqlite"),
  });

function jobsIn(file: string): unknown[] {
  const database = new Database(file, { readonly: true });
  try {
    return database.prepare("SELECT id FROM presentation_jobs ORDER BY id").pluck().all();
  } finally {
    database.close();
  }
}

describe("a backup", () => {
  test("is one database file, the decks' files and what proves both", async () => {
    const { job_id } = await givenJob();
    const { files } = await givenFinishedDeck(await givenLesson());
    serverSecret(config().dataDir);
    const { folder: made, manifest } = await makeBackup(input());
    expect(readdirSync(made).sort()).toEqual(["database.db", "files", "manifest.json"]);
    expect(readManifest(made)).toEqual(manifest);
    expect(manifest).toMatchObject({
      product_version: "1.2.3",
      database: { rows: { presentation_jobs: 1, lessons: 2, presentations: 1, export_files: 2 } },
      missing_files: [],
    });
    expect(manifest.database.migrations).toEqual(await migrationNames("sqlite"));
    expect(manifest.files.map((file) => file.path).sort()).toEqual([...files, "secret.key"].sort());
    expect(jobsIn(path.join(made, "database.db"))).toEqual([job_id]);
    expect(statSync(made).mode & 0o777).toBe(0o700);
    expect(statSync(path.join(made, "database.db")).mode & 0o777).toBe(0o600);
    // A second name for the same file takes no room.
    const [file = ""] = files;
    expect(statSync(path.join(made, "files", file)).ino).toBe(
      statSync(path.join(config().dataDir, file)).ino,
    );
  });

  test("names the files that are gone, and holds the deck's other ones", async () => {
    const { files } = await givenFinishedDeck(await givenLesson(), { json: "{}", pdf: "pages" });
    const [json = "", pdf = ""] = files;
    rmSync(path.join(config().dataDir, pdf));
    const { manifest } = await makeBackup(input());
    expect(manifest.missing_files).toEqual([pdf]);
    expect(manifest.files.map((file) => file.path)).toContain(json);
  });

  test("never follows a path of the database out of DATA_DIR", async () => {
    await givenFinishedDeck(await givenLesson());
    await db().exportFile.updateMany({ where: { format: "json" }, data: { path: "../test.log" } });
    const { manifest } = await makeBackup(input());
    expect(manifest.missing_files).toEqual(["../test.log"]);
  });

  test("takes the place of the oldest only, and of nothing that is no backup of its kind", async () => {
    mkdirSync(path.join(folder, backupName(new Date(0))));
    mkdirSync(path.join(folder, backupName(new Date(1))));
    for (const name of ["before-upgrade-2026-11-29T00-00-00-000Z.db", "presentation-jobs-notes"]) {
      writeFileSync(path.join(folder, name), "");
    }
    const { removed } = await makeBackup(input({ keep: 2 }));
    expect(removed).toEqual([backupName(new Date(0))]);
    expect(listBackups(folder)).toHaveLength(2);
    expect(existsSync(path.join(folder, "before-upgrade-2026-11-29T00-00-00-000Z.db"))).toBe(true);
    expect(existsSync(path.join(folder, "presentation-jobs-notes"))).toBe(true);
  });

  test("is never the one that goes, also when others say that they are from the future", async () => {
    const inYears = (years: number) => backupName(new Date(Date.now() + years * 365 * 86_400_000));
    for (const name of [inYears(1), inYears(2)]) mkdirSync(path.join(folder, name));
    const { folder: first, removed } = await makeBackup(input({ keep: 1 }));
    expect(existsSync(first)).toBe(true);
    expect(removed).toEqual([inYears(2), inYears(1)].map((name) => expect.stringMatching(name.slice(0, 28))));
    expect(listBackups(folder)).toHaveLength(1);
  });

  const shm = statSync("/dev/shm", { throwIfNoEntry: false });
  const isOtherDisk = shm !== undefined && shm.dev !== statSync(tmpdir()).dev;
  test.runIf(isOtherDisk)("on another disk copies the decks", async () => {
    const { files } = await givenFinishedDeck(await givenLesson());
    const away = mkdtempSync("/dev/shm/presentation-jobs-backup-");
    try {
      const { folder: made } = await makeBackup(input({ folder: away }));
      const [file = ""] = files;
      const kept = statSync(path.join(made, "files", file));
      expect(kept.dev).not.toBe(statSync(path.join(config().dataDir, file)).dev);
    } finally {
      rmSync(away, { recursive: true, force: true });
    }
  });

  test("of a damaged database fails, gets no name, and costs no older one", async () => {
    await givenJob();
    const { folder: good } = await makeBackup(input({ keep: 1 }));
    const damaged = path.join(folder, "damaged.db");
    copyFileSync(path.join(good, "database.db"), damaged);
    const database = new Database(damaged);
    // An index that has lost its table's rows: nothing but the whole check sees it.
    database.unsafeMode(true);
    database.pragma("writable_schema = ON");
    database.exec(
      "UPDATE sqlite_master SET sql = replace(sql, 'lesson_id', 'user_id') WHERE name = 'idx_jobs_lesson'",
    );
    database.close();
    await expect(makeBackup(input({ database: damaged, keep: 1 }))).rejects.toThrow(/it is damaged/);
    expect(listBackups(folder).map((backup) => backup.folder)).toEqual([good]);
    expect(listPartials(folder)).toEqual([]);
  });

  test("is made by one at a time in a folder", async () => {
    const free = takeFileLock(path.join(folder, ".lock"), 0);
    await expect(makeBackup(input())).rejects.toThrow(BackupRunning);
    free?.();
    await makeBackup(input());
  });
});

describe("a restore", () => {
  test("puts back the database, the decks' files and the secret, and registers the database as one in use", async () => {
    const { job_id } = await givenJob();
    const { files } = await givenFinishedDeck(await givenLesson(), { json: '{"a":1}', pdf: "pages" });
    const secret = serverSecret(config().dataDir);
    const { folder: made } = await makeBackup(input());
    const result = await restore(made);
    expect(result).toMatchObject({ files: 3, kept: null, rows: { presentation_jobs: 1 } });
    expect(jobsIn(target())).toEqual([job_id]);
    expect(serverSecret(targetData())).toBe(secret);
    for (const file of files) {
      const other = path.join(targetData(), file);
      expect(readFileSync(other)).toEqual(readFileSync(path.join(config().dataDir, file)));
      // What happens to it from now on is nothing to the backup.
      expect(statSync(other).ino).not.toBe(statSync(path.join(made, "files", file)).ino);
    }
    rmSync(target());
    expect(() => requireWholeFile(target(), targetData())).toThrow("is missing, although it was in use");
  });

  test("leaves files that are the same, and keeps others beside the ones it puts back", async () => {
    const { files } = await givenFinishedDeck(await givenLesson());
    const [changed = "", same = ""] = files;
    const { folder: made } = await makeBackup(input());
    await restore(made);
    const { ino } = statSync(path.join(targetData(), same));
    writeFileSync(path.join(targetData(), changed), "changed");
    expect(await restore(made)).toMatchObject({ files: 1 });
    expect(statSync(path.join(targetData(), same)).ino).toBe(ino);
    const besides = readdirSync(path.dirname(path.join(targetData(), changed)));
    const kept = besides.find((name) => name.includes(".before-restore-")) ?? "";
    expect(readFileSync(path.join(targetData(), path.dirname(changed), kept), "utf8")).toBe("changed");
  });

  test("takes a single database file too, with what its log holds", async () => {
    const { job_id } = await givenJob();
    const { folder: made } = await makeBackup(input());
    const single = path.join(folder, "single.db");
    copyFileSync(path.join(made, "database.db"), single);
    const database = new Database(single);
    database.pragma("journal_mode = WAL");
    database.exec("UPDATE presentation_jobs SET message = 'in the log'");
    // As copied while in use: the log was not written back.
    for (const suffix of ["", "-wal"]) copyFileSync(single + suffix, path.join(folder, `taken.db${suffix}`));
    database.close();
    await restore(path.join(folder, "taken.db"));
    expect(jobsIn(target())).toEqual([job_id]);
    const restored = new Database(target(), { readonly: true });
    expect(restored.prepare("SELECT message FROM presentation_jobs").pluck().get()).toBe("in the log");
    restored.close();
  });

  test.each<[string, (made: string) => void, RegExp]>([
    [
      "a database that was changed",
      (made) => appendFileSync(path.join(made, "database.db"), "x"),
      /database\.db is not what it was/,
    ],
    [
      "a database that was cut off",
      (made) => truncateSync(path.join(made, "database.db"), 8192),
      /database\.db is not what it was/,
    ],
    ["no database", (made) => rmSync(path.join(made, "database.db")), /database\.db is missing/],
    ["no manifest", (made) => rmSync(path.join(made, "manifest.json")), /manifest\.json cannot be read/],
    [
      "another product's manifest",
      (made) => writeFileSync(path.join(made, "manifest.json"), "{}"),
      /manifest\.json cannot be read/,
    ],
    ["files that are gone", (made) => rmSync(path.join(made, "files"), { recursive: true }), /is missing/],
  ])("refuses a backup with %s and changes nothing", async (_name, harm, reason) => {
    await givenFinishedDeck(await givenLesson());
    const { folder: made } = await makeBackup(input());
    await restore(made);
    const state = () => [readFileSync(target()).toString("latin1"), readdirSync(path.dirname(target()))];
    const before = state();
    harm(made);
    const refusal = restore(made);
    await expect(refusal).rejects.toThrow(RestoreRefused);
    await expect(refusal).rejects.toThrow(reason);
    expect(state()).toEqual(before);
  });

  test("that fails half way takes back what it has done", async () => {
    await givenFinishedDeck(await givenLesson());
    const { folder: made, manifest } = await makeBackup(input());
    await restore(made);
    await givenJob();
    const [changed, gone] = manifest.files.map((file) => path.join(targetData(), file.path));
    writeFileSync(changed ?? "", "changed");
    rmSync(gone ?? "");
    // Where databases in use are written down lies something else.
    const register = path.join(targetData(), "databases-in-use");
    rmSync(register);
    mkdirSync(register);
    const tree = () => readdirSync(path.dirname(target()), { recursive: true }).sort();
    const before = [tree(), statSync(target()).ino];
    await expect(restore(made)).rejects.toThrow("EISDIR");
    expect([tree(), statSync(target()).ino]).toEqual(before);
    expect(readFileSync(changed ?? "", "utf8")).toBe("changed");
  });

  test("refuses when the product starts while it is at work, and takes nothing away from it", async () => {
    await givenFinishedDeck(await givenLesson());
    const { folder: made, manifest } = await makeBackup(input());
    await restore(made);
    rmSync(path.join(targetData(), manifest.files[0]?.path ?? ""));
    const known = await migrationNames("sqlite");
    const tree = () => readdirSync(path.dirname(target()), { recursive: true, encoding: "utf8" }).sort();
    const before = [tree(), statSync(target()).ino];
    // It has looked whether the database is in use, and is copying.
    const done = restoreBackup({
      backup: made,
      database: target(),
      dataDir: targetData(),
      knownMigrations: known,
    });
    const product = new Database(target());
    try {
      product.pragma("journal_mode = WAL");
      product.exec("UPDATE queue_state SET reason = 'acknowledged'");
      await expect(done).rejects.toThrow(RestoreRefused);
      expect([tree().filter((name) => !/-(?:wal|shm)$/.test(name)), statSync(target()).ino]).toEqual(before);
      const reader = new Database(target(), { readonly: true });
      expect(reader.prepare("SELECT reason FROM queue_state").pluck().get()).toBe("acknowledged");
      reader.close();
    } finally {
      product.close();
    }
  });

  test("refuses a manifest that would write outside of DATA_DIR", async () => {
    await givenFinishedDeck(await givenLesson());
    const { folder: made } = await makeBackup(input());
    const file = path.join(made, "manifest.json");
    const said = JSON.parse(readFileSync(file, "utf8"));
    said.files[0].path = "../../escaped";
    writeFileSync(file, JSON.stringify(said));
    await expect(restore(made)).rejects.toThrow(/manifest\.json cannot be read/);
    expect(existsSync(target())).toBe(false);
  });

  test("refuses a backup of a newer version", async () => {
    const { folder: made } = await makeBackup(input());
    const refused = restoreBackup({
      backup: made,
      database: target(),
      dataDir: targetData(),
      knownMigrations: [],
    });
    await expect(refused).rejects.toThrow(/is of a newer version of this product/);
    expect(existsSync(target())).toBe(false);
  });

  test("refuses what is none", async () => {
    await expect(restore(path.join(folder, "nothing"))).rejects.toThrow(/There is no backup/);
    writeFileSync(path.join(folder, "text.db"), "no database ".repeat(100));
    await expect(restore(path.join(folder, "text.db"))).rejects.toThrow(/no whole backup of this product/);
    const { folder: made } = await makeBackup(input());
    renameSync(made, `${made}.partial`);
    await expect(restore(`${made}.partial`)).rejects.toThrow(/was never finished/);
  });
});
