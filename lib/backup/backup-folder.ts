/**
 * A folder of backups, and the layout of one of them:
 *
 *   presentation-jobs-2026-11-29T04-00-00-000Z/
 *     manifest.json    what is in it, with sizes and hashes (manifest.ts)
 *     database.db      a whole SQLite database in one file
 *     files/           what lay in DATA_DIR: exports/… of the decks in that database, and secret.key
 *
 * It has that name only once all of it was checked. Until then it ends in `.partial`.
 */
import { closeSync, fsyncSync, openSync, readdirSync } from "node:fs";
import path from "node:path";

export const MANIFEST = "manifest.json";
export const DATABASE = "database.db";
export const FILES = "files";
const PREFIX = "presentation-jobs-";
const PARTIAL = ".partial";
const NAME = /^presentation-jobs-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/;

export type StoredBackup = { name: string /** Absolute. */; folder: string; madeAt: Date };

/** Where backups lie unless somebody says otherwise. */
export const backupsDir = (dataDir: string) => path.join(dataDir, "backups");

export const backupName = (at: Date) => `${PREFIX}${at.toISOString().replace(/[:.]/g, "-")}`;
export const partialName = (at: Date) => `${backupName(at)}${PARTIAL}`;

/** The finished backups in `folder`, the newest first; none when there is no such folder. What else lies there is not counted. */
export function listBackups(folder: string): StoredBackup[] {
  return namesIn(folder)
    .flatMap((name) => {
      const [, day, hour, minute, second, ms] = NAME.exec(name) ?? [];
      if (day === undefined) return [];
      const madeAt = new Date(`${day}T${hour}:${minute}:${second}.${ms}Z`);
      return [{ name, folder: path.join(folder, name), madeAt }];
    })
    .sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime());
}

/**
 * The same, those that say that they are from after `now` last. The clock was wrong when they were made: they tell nothing of when the
 * next one is due, and take no other's place.
 */
export function byTrust(backups: readonly StoredBackup[], now: Date): StoredBackup[] {
  return [...backups.filter(({ madeAt }) => madeAt <= now), ...backups.filter(({ madeAt }) => madeAt > now)];
}

/** Absolute paths of what unfinished backups have left. Whoever removes them must hold the lock of make-backup.ts. */
export function listPartials(folder: string): string[] {
  return namesIn(folder)
    .filter((name) => name.endsWith(PARTIAL) && NAME.test(name.slice(0, -PARTIAL.length)))
    .map((name) => path.join(folder, name));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

/** Makes a file's content, or a folder's entries, survive power loss. */
export function syncToDisk(fileOrFolder: string): void {
  const handle = openSync(fileOrFolder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
