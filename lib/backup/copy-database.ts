/** A SQLite database copied while it is in use, and looked at whether it is whole. */
import Database from "better-sqlite3";

/** About 400 KB a step: the process answers between them. Writers are never held up, whatever this is. */
const PAGES_A_STEP = 100;

/** What people would miss; the rest follows from it or is worked out anew. */
const COUNTED = [
  "presentation_jobs",
  "job_attempts",
  "lessons",
  "presentations",
  "export_files",
  "users",
] as const;

export type DatabaseFacts = { sqliteVersion: string; migrations: string[]; rows: Record<string, number> };

/**
 * Copies the database as it is at this moment to `target`, a new file that needs no other beside it.
 *
 * The copy is read inside one transaction. Without it, SQLite begins again whenever another process has written between two
 * steps (https://sqlite.org/backup.html), and under steady writes a copy in steps would never end. In WAL mode a reader holds up no
 * writer; only the log beside the database grows until the copy is done.
 * @param options.readonly for a file that must stay as it is; one that is in use may be tidied up when it is closed
 */
export async function copyDatabase(
  file: string,
  target: string,
  { readonly = false }: { readonly?: boolean } = {},
): Promise<void> {
  const source = new Database(file, { readonly, fileMustExist: true, timeout: 10_000 });
  try {
    source.exec("BEGIN");
    // The transaction begins with the first read.
    source.prepare("SELECT count(*) FROM sqlite_master").get();
    await source.backup(target, { progress: () => PAGES_A_STEP });
    source.exec("ROLLBACK");
  } finally {
    source.close();
  }
  const copy = new Database(target, { fileMustExist: true });
  try {
    // The copy has inherited the log: a file that others may copy must be whole by itself.
    copy.pragma("journal_mode = DELETE");
  } finally {
    copy.close();
  }
}

/**
 * Reads a whole copy: every page, every index, every reference.
 * @throws one line that says what is wrong with it
 */
export function checkDatabase(file: string): DatabaseFacts {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const [finding] = database.pragma("integrity_check(1)") as { integrity_check: string }[];
    if (finding?.integrity_check !== "ok") throw new Error(`it is damaged: ${finding?.integrity_check}`);
    const [dangling] = database.pragma("foreign_key_check") as { table: string; parent: string }[];
    if (dangling)
      throw new Error(`a row of ${dangling.table} names one of ${dangling.parent} that is not there`);
    const tables = new Set(
      database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all(),
    );
    const count = (table: string) => Number(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
    return {
      sqliteVersion: String(database.prepare("SELECT sqlite_version()").pluck().get()),
      migrations: database
        .prepare(
          "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name",
        )
        .pluck()
        .all()
        .map(String),
      // A copy from before an upgrade may lack some.
      rows: Object.fromEntries(
        COUNTED.flatMap((table) => (tables.has(table) ? [[table, count(table)] as const] : [])),
      ),
    };
  } finally {
    database.close();
  }
}

/** The files of decks that the database names, relative to DATA_DIR, with their sizes; one that decks share once. */
export function deckFilesIn(file: string): { path: string; sizeBytes: number }[] {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const rows = database
      .prepare("SELECT path, MAX(size_bytes) AS size_bytes FROM export_files GROUP BY path ORDER BY path")
      .all();
    return (rows as { path: string; size_bytes: number }[]).map((row) => ({
      path: row.path,
      sizeBytes: row.size_bytes,
    }));
  } finally {
    database.close();
  }
}
