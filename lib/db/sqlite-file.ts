/**
 * The database file itself. SQLite makes an empty database where a file is missing, and goes on writing into a file that was
 * deleted or replaced, without any error: both lose acknowledged jobs. So a file that was in use must be there and whole at the
 * start, and must stay the same file while it is open.
 */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";

/** Names the cause and what helps; one line. */
export class DatabaseFileError extends Error {
  override name = "DatabaseFileError";
}

export const RESTORE = "Restore a backup with: npm run restore -- BACKUP (docs/operations/backup.md)";
const HEADER_BYTES = 100;
const MAGIC = "SQLite format 3\0";
/** A start reads a file whole up to this size (a fraction of a second); damage inside a larger one shows when its page is read. */
const CHECKED_BYTES = 256 * 1024 * 1024;

const problem = (file: string, cause: string) =>
  new DatabaseFileError(`The database ${file} ${cause}. ${RESTORE}`);

/** Remembers which databases were in use, apart from the files themselves. */
const registerOf = (dataDir: string) => path.join(dataDir, "databases-in-use");

function databasesInUse(dataDir: string): string[] {
  const register = registerOf(dataDir);
  return existsSync(register) ? readFileSync(register, "utf8").split("\n").filter(Boolean) : [];
}

/** From now on a missing `file` counts as lost. */
export function registerDatabase(file: string, dataDir: string): void {
  if (databasesInUse(dataDir).includes(file)) return;
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(registerOf(dataDir), `${file}\n`, { flag: "a", mode: 0o600 });
}

/**
 * Looks at the file before anything opens it. A missing or empty file is fine only when it was never in use.
 * @throws DatabaseFileError when it is lost, no database, or shorter than its header says
 */
export function requireWholeFile(file: string, dataDir: string): void {
  const facts = statSync(file, { throwIfNoEntry: false });
  const wasInUse = databasesInUse(dataDir).includes(file);
  if (facts === undefined) {
    if (wasInUse) throw problem(file, `is missing, although it was in use (${registerOf(dataDir)})`);
    return;
  }
  if (!facts.isFile()) throw new DatabaseFileError(`DATABASE_PATH must name a file: ${file} is none`);
  if (facts.size === 0) {
    if (wasInUse) throw problem(file, "is empty, although it was in use");
    return;
  }
  const header = readHeader(file);
  if (header.length < HEADER_BYTES || header.toString("latin1", 0, MAGIC.length) !== MAGIC) {
    throw problem(file, "is no SQLite database, or its beginning is damaged");
  }
  // With a write-ahead log the file may lag behind its header; the log has the rest.
  const wal = statSync(`${file}-wal`, { throwIfNoEntry: false });
  if ((wal?.size ?? 0) === 0 && facts.size < expectedBytes(header)) throw problem(file, "is cut off");
}

/**
 * Reads every page of a database that `requireWholeFile` let pass, up to 256 MB.
 * @throws DatabaseFileError when a page is damaged
 */
export function requireSoundPages(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0 || size > CHECKED_BYTES) return;
  const database = new Database(file, { readonly: true, timeout: 10_000 });
  try {
    const [finding] = database.pragma("quick_check(1)", { simple: false }) as { quick_check: string }[];
    if (finding?.quick_check !== "ok") throw problem(file, `is damaged (${finding?.quick_check})`);
  } catch (cause) {
    const code = cause instanceof Database.SqliteError ? cause.code : "";
    if (code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB") throw problem(file, "is damaged");
    throw cause;
  } finally {
    database.close();
  }
}

function readHeader(file: string): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  const handle = openSync(file, "r");
  try {
    return header.subarray(0, readSync(handle, header, 0, HEADER_BYTES, 0));
  } finally {
    closeSync(handle);
  }
}

/** https://sqlite.org/fileformat.html, "The Database Header": page size at 16 (1 means 65,536), pages at 28. */
function expectedBytes(header: Buffer): number {
  const pageSize = header.readUInt16BE(16);
  return (pageSize === 1 ? 65_536 : pageSize) * header.readUInt32BE(28);
}

/** Throws when the file at `file` is no longer the one that was there when this was called. */
export function watchIdentity(file: string): () => void {
  const opened = statSync(file, { throwIfNoEntry: false });
  return () => {
    // A microsecond, beside the hundreds that a statement takes.
    const now = statSync(file, { throwIfNoEntry: false });
    if (now === undefined) throw problem(file, "was deleted while it was open; the product must be stopped");
    if (now.ino !== opened?.ino || now.dev !== opened.dev) {
      throw problem(file, "was replaced while it was open; the product must be stopped");
    }
  };
}
