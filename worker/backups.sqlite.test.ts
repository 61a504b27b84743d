/** Scheduled backups: real ones, in the process that a worker starts for them. */
import { mkdirSync, readFileSync, renameSync, rmSync, utimesSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { backupName, backupsDir, listBackups } from "@/lib/backup/backup-folder";
import { beginSchedule, readBackupFailure } from "@/lib/backup/schedule-files";
import { config } from "@/lib/config";
import { logger } from "@/lib/log";
import { setUpTestDatabase } from "@/lib/testing/database";
import { givenJob } from "@/lib/testing/factories";
import { Backups } from "./backups";

setUpTestDatabase({ BACKUP_EVERY_HOURS: "12", BACKUP_KEEP: "2" });

const HOUR_MS = 3_600_000;
const folder = () => backupsDir(config().dataDir);
const names = () => listBackups(folder()).map(({ name }) => name);
const backups = (changes: object = {}) => new Backups({ ...config(), ...changes }, logger("backup"), "test");

/** The schedule began so long ago. */
function began(hoursAgo: number): void {
  beginSchedule(folder());
  const at = new Date(Date.now() - hoursAgo * HOUR_MS);
  utimesSync(path.join(folder(), "schedule-began"), at, at);
}

beforeEach(() => rmSync(folder(), { recursive: true, force: true }));
afterEach(() => rmSync(folder(), { recursive: true, force: true }));

test("the first is made an hour after the schedule began, and then none until the next is due, also after a restart", async () => {
  await givenJob();
  await backups().makeDue();
  expect(names()).toEqual([]);
  began(2);
  await backups().makeDue();
  const [first = ""] = names();
  expect(first).not.toBe("");
  await backups().makeDue();
  expect(names()).toEqual([first]);
  const yesterday = backupName(new Date(Date.now() - 13 * HOUR_MS));
  renameSync(path.join(folder(), first), path.join(folder(), yesterday));
  await backups().makeDue();
  expect(names()).toHaveLength(2);
  expect(names()[1]).toBe(yesterday);
  expect(readFileSync(config().logFile, "utf8")).toMatch(/"module":"backup".*"jobs":1,.*"msg":"backup_made"/);
});

test("one that says that it is from the future keeps none from being made, and goes before others do", async () => {
  began(2);
  const at = (hours: number) => backupName(new Date(Date.now() + hours * HOUR_MS));
  const [ahead, further, yesterday] = [at(24 * 365), at(24 * 366), at(-13)];
  for (const name of [ahead, further, yesterday]) mkdirSync(path.join(folder(), name));
  await backups().makeDue();
  const [made = "", ...others] = names();
  expect(others).toEqual([yesterday]);
  expect(Math.abs(Date.now() - (listBackups(folder())[0]?.madeAt.getTime() ?? 0))).toBeLessThan(HOUR_MS);
  await backups().makeDue();
  expect(names()).toEqual([made, yesterday]);
});

test("a schedule that began in the future begins now", async () => {
  began(-24 * 365);
  expect(beginSchedule(folder()).getTime()).toBeLessThanOrEqual(Date.now());
  expect(beginSchedule(folder()).getTime()).toBeGreaterThan(Date.now() - HOUR_MS);
});

test("a failure is logged with its reason, told to the doctor, and not tried again at once", async () => {
  began(2);
  // A folder where the lock's file would be.
  mkdirSync(path.join(folder(), ".lock"));
  const worker = backups();
  await worker.makeDue();
  expect(names()).toEqual([]);
  expect(readBackupFailure(folder())?.reason).toMatch(/unable to open database file/);
  expect(readFileSync(config().logFile, "utf8")).toMatch(
    /"level":"warn".*unable to open.*"msg":"backup_failed"/,
  );
  rmSync(path.join(folder(), ".lock"), { recursive: true });
  await worker.makeDue();
  expect(names()).toEqual([]);
  await backups().makeDue();
  expect(names()).toHaveLength(1);
  expect(readBackupFailure(folder())).toBeNull();
});

test("none is made when it is switched off, or when the worker stops", async () => {
  began(2);
  await backups({ backupEveryHours: 0 }).makeDue();
  const stopped = backups();
  const making = stopped.makeDue();
  stopped.stop();
  await making;
  expect(names()).toEqual([]);
  expect(readBackupFailure(folder())).toBeNull();
});
