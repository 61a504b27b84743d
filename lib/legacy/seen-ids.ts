import Database from "better-sqlite3";
import type { LegacyTable } from "./legacy-file";

/** Which rows of the old file were accepted in this run: on disk, because there may be millions. Gone when closed. */
export class SeenIds {
  // The empty name is SQLite's temporary file, which no other process finds.
  readonly #database = new Database("");
  readonly #add;
  readonly #has;

  constructor() {
    this.#database.exec(
      `PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;
       CREATE TABLE seen (legacy_table TEXT, id TEXT, PRIMARY KEY (legacy_table, id)) WITHOUT ROWID; BEGIN`,
    );
    this.#add = this.#database.prepare("INSERT OR IGNORE INTO seen VALUES (?, ?)");
    this.#has = this.#database.prepare("SELECT 1 FROM seen WHERE legacy_table = ? AND id = ?");
  }

  /** @returns false when it was there already */
  add(table: LegacyTable, id: string): boolean {
    return this.#add.run(table, id).changes === 1;
  }

  has(table: LegacyTable, id: string): boolean {
    return this.#has.get(table, id) !== undefined;
  }

  close(): void {
    this.#database.close();
  }
}
