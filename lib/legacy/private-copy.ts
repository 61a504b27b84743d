/**
 * A copy of a SQLite database that only this process has. The file itself is read as bytes and nothing more: opening it, even
 * read-only, would make -wal and -shm files beside it, and could not read a database whose writer crashed.
 */
import {
  closeSync,
  copyFileSync,
  constants as fs,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  statSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import Database from "better-sqlite3";

/** A database that cannot be read. The message is one line that begins with the file's path. */
export class UnreadableDatabase extends Error {
  override name = "UnreadableDatabase";
}

const MAGIC = "SQLite format 3\0";
/** https://sqlite.org/fileformat.html, "File format version numbers": 2 means a write-ahead log. */
const READ_VERSION_OFFSET = 19;
/** A program that writes now and then leaves a quiet moment within a few tries. */
const MAX_TRIES = 5;

export type PrivateCopy = { file: string; remove(): void };

/**
 * Copies `file` with its journal to the system's folder for temporary files, which must have room for it.
 * @throws UnreadableDatabase when it is missing, no SQLite database, locked, or written all the time
 */
export function makePrivateCopy(file: string): PrivateCopy {
  const usesLog = readVersion(file) === 2;
  const folder = mkdtempSync(path.join(os.tmpdir(), "presentation-jobs-copy-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const target = path.join(folder, "copy.db");
    for (let tries = 1; !copyUnchanged(file, target, usesLog); tries++) {
      if (tries === MAX_TRIES) {
        throw new UnreadableDatabase(`${file} is being written by another program. Stop that program first.`);
      }
    }
    return { file: target, remove };
  } catch (error) {
    remove();
    if (error instanceof UnreadableDatabase) throw error;
    throw new UnreadableDatabase(`${file} cannot be copied: ${reasonOf(error)}`);
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function readVersion(file: string): number {
  const header = Buffer.alloc(MAGIC.length + 4);
  try {
    if (statSync(file).isDirectory()) throw new UnreadableDatabase(`${file} is a folder, not a database.`);
    const handle = openSync(file, "r");
    try {
      readSync(handle, header, 0, header.length, 0);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (error instanceof UnreadableDatabase) throw error;
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    throw new UnreadableDatabase(
      code === "ENOENT" ? `${file} does not exist.` : `${file} cannot be read: ${reasonOf(error)}`,
    );
  }
  if (header.toString("latin1", 0, MAGIC.length) !== MAGIC) {
    throw new UnreadableDatabase(`${file} is no SQLite database, or its beginning is damaged.`);
  }
  return header.readUInt8(READ_VERSION_OFFSET);
}

/** @returns whether nothing was written meanwhile; otherwise the copy may be torn */
function copyUnchanged(file: string, target: string, usesLog: boolean): boolean {
  const journal = usesLog ? "-wal" : "-journal";
  const state = () => JSON.stringify([factsOf(file), factsOf(file + journal)]);
  const before = state();
  rmSync(target + journal, { force: true });
  // A log's readers and writers do not lock each other out, so there only the comparison tells.
  const release = usesLog ? () => {} : lockForReading(file);
  try {
    copyFileSync(file, target, fs.COPYFILE_FICLONE);
    if (factsOf(file + journal) !== null) copyFileSync(file + journal, target + journal, fs.COPYFILE_FICLONE);
  } finally {
    release();
  }
  return state() === before;
}

function factsOf(file: string): string | null {
  const facts = statSync(file, { bigint: true, throwIfNoEntry: false });
  return facts ? `${facts.ino} ${facts.size} ${facts.mtimeNs}` : null;
}

/** Keeps writers out; makes no file, because a database without a log has none for readers. @throws UnreadableDatabase */
function lockForReading(file: string): () => void {
  const database = new Database(file, { readonly: true, fileMustExist: true, timeout: 1000 });
  try {
    database.exec("BEGIN");
    database.prepare("SELECT 1 FROM sqlite_master").get();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (/^SQLITE_(?:BUSY|LOCKED)/.test(code)) {
      database.close();
      throw new UnreadableDatabase(`${file} is locked by another program. Stop that program first.`);
    }
    // A journal that a crashed writer left, which only the copy may roll back; or damage, which is looked for in the copy.
  }
  return () => database.close();
}
