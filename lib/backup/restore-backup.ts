/** Puts a backup in the place of the database and the decks' files. What is replaced is kept beside. */
import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { registerDatabase } from "../db/sqlite-file";
import { DATABASE, FILES, syncToDisk } from "./backup-folder";
import { checkDatabase, copyDatabase } from "./copy-database";
import { describeFile, type Manifest, readManifest, type StoredFile } from "./manifest";

/** Why nothing was restored; one line. */
export class RestoreRefused extends Error {
  override name = "RestoreRefused";
}

/** It failed half way, and so did taking it back: a part of the backup is in place. Says where the rest lies. */
export class RestoreHalfDone extends Error {
  override name = "RestoreHalfDone";
}

/** Takes one step back. */
type Undo = () => void;

export type RestoreInput = {
  /** A folder of `npm run backup`, or a single database file. */
  backup: string;
  /** The SQLite file to replace. */
  database: string;
  dataDir: string;
  /** Migrations of this version. */
  knownMigrations: readonly string[];
};

/** `files`: how many were put back. `kept`: where the old database lies; null: there was none. */
export type Restored = {
  rows: Record<string, number>;
  files: number;
  missing: string[];
  kept: string | null;
};

/**
 * Changes nothing until the whole backup was checked, and takes back what it has changed when it fails then.
 * @throws RestoreRefused; RestoreHalfDone; any other error: nothing was restored
 */
export async function restoreBackup(input: RestoreInput): Promise<Restored> {
  const { backup, database, dataDir, knownMigrations } = input;
  const { manifest, copy } = open(backup);
  const facts = check(backup, copy, manifest);
  const unknown = facts.migrations.find((name) => !knownMigrations.includes(name));
  if (unknown !== undefined) {
    throw new RestoreRefused(`${backup} is of a newer version of this product (${unknown}). Upgrade first.`);
  }
  requireStopped(database);
  const stamp = new Date().toISOString().replace(/[:.]/g, "-");
  const done: Undo[] = [];
  try {
    // The files first: a database that names files which are not there yet would be the worse half.
    const files = (manifest?.files ?? []).filter((file) =>
      putBack(path.join(backup, FILES, file.path), path.join(dataDir, file.path), file, stamp, done),
    );
    const kept = await replaceDatabase(copy, database, stamp, done);
    registerDatabase(database, dataDir);
    return { rows: facts.rows, files: files.length, missing: manifest?.missing_files ?? [], kept };
  } catch (cause) {
    takeBack(done, stamp, cause);
    throw cause;
  }
}

function takeBack(done: readonly Undo[], stamp: string, cause: unknown): void {
  try {
    for (const undo of done.toReversed()) undo();
  } catch (error) {
    const [why, whyNot] = [cause, error].map((one) => (one instanceof Error ? one.message : String(one)));
    throw new RestoreHalfDone(
      `Only a part was restored (${why}), and it could not be taken back (${whyNot}). What was replaced lies beside it, with .before-restore-${stamp} behind its name.`,
      { cause },
    );
  }
}

function open(backup: string): { manifest: Manifest | null; copy: string } {
  const facts = statSync(backup, { throwIfNoEntry: false });
  if (facts === undefined) throw new RestoreRefused(`There is no backup ${backup}`);
  if (!facts.isDirectory()) return { manifest: null, copy: backup };
  if (backup.endsWith(".partial"))
    throw new RestoreRefused(`${backup} was never finished. Take another one.`);
  try {
    return { manifest: readManifest(backup), copy: path.join(backup, DATABASE) };
  } catch (cause) {
    throw new RestoreRefused(`${backup} is no backup of this product: its manifest.json cannot be read`, {
      cause,
    });
  }
}

function check(backup: string, copy: string, manifest: Manifest | null) {
  try {
    if (manifest) requireSame(copy, manifest.database);
    for (const file of manifest?.files ?? []) requireSame(path.join(backup, FILES, file.path), file);
    return checkDatabase(copy);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RestoreRefused(`${backup} is no whole backup of this product: ${reason}`, { cause });
  }
}

function requireSame(absolute: string, wanted: StoredFile): void {
  if (!existsSync(absolute)) throw new Error(`${wanted.path} is missing`);
  if (!isSame(absolute, wanted)) throw new Error(`${wanted.path} is not what it was`);
}

function isSame(absolute: string, { size_bytes, sha256 }: StoredFile): boolean {
  return statSync(absolute).size === size_bytes && describeFile(absolute, "").sha256 === sha256;
}

/** A running product holds the file open and would go on writing into the one that is moved away. */
export function requireStopped(file: string): void {
  if (!existsSync(file)) return;
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { timeout: 0 });
    database.pragma("locking_mode = EXCLUSIVE");
    database.exec("BEGIN EXCLUSIVE; ROLLBACK");
  } catch (cause) {
    const isBusy = cause instanceof Database.SqliteError && cause.code.startsWith("SQLITE_BUSY");
    if (isBusy) throw new RestoreRefused(`${file} is in use. Stop the product first.`);
    // A damaged file cannot be locked; it is what the backup replaces.
  } finally {
    database?.close();
  }
}

/** A copy, never a link: what the backup holds must not change with what is used. @returns whether anything was written */
function putBack(from: string, to: string, wanted: StoredFile, stamp: string, done: Undo[]): boolean {
  if (existsSync(to)) {
    if (isSame(to, wanted)) return false;
    setAside(to, `${to}.before-restore-${stamp}`, done);
  } else done.push(() => rmSync(to, { force: true }));
  mkdirSync(path.dirname(to), { recursive: true, mode: 0o700 });
  copyDurably(from, to, stamp);
  return true;
}

function setAside(file: string, kept: string, done: Undo[]): void {
  renameSync(file, kept);
  done.push(() => renameSync(kept, file));
}

/** Under another name until it is whole, so that a restore that is killed can be begun again. */
function copyDurably(from: string, to: string, stamp: string): void {
  const half = `${to}.restoring-${stamp}`;
  try {
    copyFileSync(from, half, constants.COPYFILE_FICLONE);
    finish(half, to);
  } finally {
    rmSync(half, { force: true });
  }
}

function finish(half: string, to: string): void {
  chmodSync(half, 0o600);
  syncToDisk(half);
  renameSync(half, to);
  syncToDisk(path.dirname(to));
}

/** @returns where the old one lies; null: there was none */
async function replaceDatabase(
  copy: string,
  database: string,
  stamp: string,
  done: Undo[],
): Promise<string | null> {
  mkdirSync(path.dirname(database), { recursive: true });
  const half = `${database}.restoring-${stamp}`;
  const kept = `${database}.before-restore-${stamp}`;
  try {
    // As a database and not as bytes: a file that somebody has brought may have a log beside it.
    await copyDatabase(copy, half, { readonly: true });
    // The copy took its time, and what somebody writes into the file that goes now would be lost.
    requireStopped(database);
    // The log goes with the file that it belongs to; left behind, it would be taken for one of the copy.
    const old = ["", "-wal", "-shm"].filter((suffix) => existsSync(database + suffix));
    for (const suffix of old) setAside(database + suffix, kept + suffix, done);
    if (!old.includes("")) done.push(() => rmSync(database, { force: true }));
    finish(half, database);
    return old.includes("") ? kept : null;
  } finally {
    rmSync(half, { force: true });
  }
}
