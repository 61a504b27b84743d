/**
 * A lock between processes: SQLite's own on an empty file, so the operating system frees it when its holder is killed. The file stays;
 * deleting it would let two processes hold two locks.
 */
import Database from "better-sqlite3";

/**
 * @param file made when it is missing; its folder must exist
 * @param waitMs how long another holder is waited for; the whole process waits
 * @returns what frees it; null: another one holds it still
 */
export function takeFileLock(file: string, waitMs: number): (() => void) | null {
  const lock = new Database(file, { timeout: waitMs });
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return () => lock.close();
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY")) return null;
    throw error;
  }
}
