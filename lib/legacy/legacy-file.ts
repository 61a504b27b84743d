/** The database of the earlier system, opened in a copy and looked at before anything is written anywhere. */
import Database from "better-sqlite3";
import { makePrivateCopy, UnreadableDatabase } from "./private-copy";

/** In the order in which they are brought in: what others refer to comes first. */
export const legacyTables = ["users", "lessons", "presentations", "presentation_jobs"] as const;
export type LegacyTable = (typeof legacyTables)[number];

/** SQLite lets any type into any column; whole numbers come as bigint. */
export type LegacyValue = string | number | bigint | Buffer | null;
/** Column → value; older versions lack columns, other versions have more. */
export type LegacyRow = Record<string, LegacyValue | undefined>;

export type LegacyFile = {
  /** As it was given. */
  path: string;
  /** Lower case; empty for a table that is not there. */
  columns(table: LegacyTable): string[];
  count(table: LegacyTable): number;
  /** One after another, never all in memory. */
  rows(table: LegacyTable): Iterable<LegacyRow>;
  close(): void;
};

/** What `integrity_check` also reports: values that break the table's own rules. They are oddities, not damage. */
const ODD_VALUE =
  /^(?:ok$|NULL value in |CHECK constraint failed|NUMERIC value in |TEXT value in |non-\w+ value in |non-unique entry)/;

/** @throws UnreadableDatabase when it is missing, locked, damaged, or no database of the earlier system */
export function openLegacyFile(file: string): LegacyFile {
  const copy = makePrivateCopy(file);
  let database: Database.Database | undefined;
  try {
    database = new Database(copy.file, { fileMustExist: true });
    // Folds a log into the file, so that the copy is one file from here on.
    database.pragma("journal_mode = DELETE");
    requireWhole(database, file);
    const opened = database;
    return reader(opened, file, () => {
      opened.close();
      copy.remove();
    });
  } catch (error) {
    database?.close();
    copy.remove();
    if (error instanceof UnreadableDatabase) throw error;
    throw damaged(file, error instanceof Error ? error.message : String(error));
  }
}

const damaged = (file: string, reason: string) =>
  new UnreadableDatabase(
    `${file} is damaged (${reason.replaceAll(/\s+/g, " ")}). Repair it first: sqlite3 FILE .recover`,
  );

function requireWhole(database: Database.Database, file: string): void {
  const findings = database.prepare("PRAGMA integrity_check(1000000)").pluck();
  for (const finding of findings.iterate()) {
    if (!ODD_VALUE.test(String(finding))) throw damaged(file, String(finding));
  }
}

function reader(database: Database.Database, path: string, close: () => void): LegacyFile {
  const names = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
    .pluck()
    .all() as string[];
  const tables = new Map(names.map((name) => [name.toLowerCase(), name]));
  const quoted = (table: LegacyTable) => `"${(tables.get(table) ?? "").replaceAll('"', '""')}"`;
  const columns = (table: LegacyTable) =>
    tables.has(table)
      ? database
          .prepare(`PRAGMA table_info(${quoted(table)})`)
          .all()
          .map((column) => nameOf(column))
      : [];
  if (tables.has("_prisma_migrations")) {
    throw new UnreadableDatabase(`${path} is a database of this product. To use it: npm run restore -- FILE`);
  }
  const hasRows = (table: LegacyTable) => columns(table).includes("id");
  if (!["lessons", "presentation_jobs"].some((table) => hasRows(table as LegacyTable))) {
    throw new UnreadableDatabase(
      `${path} is no database of the earlier system: it has no table of lessons or jobs.`,
    );
  }
  return {
    path,
    columns,
    count: (table) =>
      hasRows(table)
        ? Number(
            database
              .prepare(`SELECT COUNT(*) FROM ${quoted(table)}`)
              .pluck()
              .get(),
          )
        : 0,
    *rows(table) {
      if (!hasRows(table)) return;
      const all = database.prepare(`SELECT * FROM ${quoted(table)}`).safeIntegers(true);
      for (const row of all.iterate() as Iterable<LegacyRow>) yield lowerCased(row);
    },
    close,
  };
}

const nameOf = (column: unknown) => String((column as { name: string }).name).toLowerCase(); // table_info's own shape

function lowerCased(row: LegacyRow): LegacyRow {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column.toLowerCase(), value]));
}
