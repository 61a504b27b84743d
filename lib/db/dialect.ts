/**
 * What SQL says differently on SQLite and PostgreSQL. Statements are written once, with these pieces where the two part.
 * Times are the database's own: Unix milliseconds in SQLite, `timestamp` in UTC in PostgreSQL.
 */
import { config } from "@/lib/config";
import type { Prisma } from "@/lib/generated/prisma/client";
import { postgres } from "./postgres-dialect";
import { sqlite } from "./sqlite-dialect";

type Sql = Prisma.Sql;

export type Dialect = {
  /** The database's time, the same throughout a statement. */
  readonly now: Sql;
  /** A new random lease token, one per row. */
  readonly newLeaseToken: Sql;
  /** Index hint of the claim: it must walk pending rows in claim order, whatever the statistics say. */
  readonly inQueueOrder: Sql;
  /** The condition that a row is pending, for statements with `inQueueOrder`. */
  readonly isQueued: Sql;
  /** Index hint: pending rows by the time they are due. */
  readonly inDueOrder: Sql;
  /** Index hint: running rows by the end of their lease. */
  readonly inLeaseOrder: Sql;
  /** Index hint: the table is reached by the index of this name, whatever the statistics say. */
  by(index: string): Sql;
  /** The status as a value only, never as a way into the table: the row is found by its key. */
  readonly statusUnindexed: Sql;
  /** Ends a SELECT whose rows are then changed in the same transaction: nobody else may change them until it ends. */
  readonly forUpdate: Sql;
  /**
   * The ids that `select` finds, as `IN ${picked(…)}` of the statement that changes them. Rows that another transaction is
   * changing are passed over instead of waited for; the others stay as they were found.
   */
  picked(select: Sql): Sql;
  /** Ends a SELECT: the rows of the table named `alias` stay until the transaction ends. */
  keeping(alias: string): Sql;
  /** `time` moved by `ms` (negative: earlier). */
  plus(time: Sql, ms: number | Sql): Sql;
  /** A time given as Unix milliseconds. */
  at(unixMs: number | Sql): Sql;
  /** A number as a floating-point value, also when it is whole. */
  float(value: number): Sql;
  /** Milliseconds from one time to another, a number. */
  msBetween(from: Sql, to: Sql): Sql;
  /** The larger, the smaller of two values. */
  greatest(a: Sql, b: Sql): Sql;
  /** A list of texts, of any length as one parameter: `IN ${oneOf(ids)}`. */
  oneOf(texts: readonly string[]): Sql;
  /** Rows of a JSON array of objects, as a FROM item named `v` with the named columns. */
  rowsOf(rows: readonly object[], columns: Record<string, "text" | "int" | "float" | "bool">): Sql;
  /** Finds a part of a text in any case; the pattern is escaped by a backslash. */
  matches(column: Sql, pattern: string): Sql;
  /** The size of the whole database in bytes, a number. */
  readonly databaseBytes: Sql;
};

const current = (): Dialect => (config().database.kind === "postgres" ? postgres : sqlite);

/** The dialect of this process' database, looked up when a statement is made. */
export const sql: Dialect = {
  get now() {
    return current().now;
  },
  get newLeaseToken() {
    return current().newLeaseToken;
  },
  get inQueueOrder() {
    return current().inQueueOrder;
  },
  get isQueued() {
    return current().isQueued;
  },
  get inDueOrder() {
    return current().inDueOrder;
  },
  get inLeaseOrder() {
    return current().inLeaseOrder;
  },
  get statusUnindexed() {
    return current().statusUnindexed;
  },
  get forUpdate() {
    return current().forUpdate;
  },
  get databaseBytes() {
    return current().databaseBytes;
  },
  by: (index) => current().by(index),
  picked: (select) => current().picked(select),
  keeping: (alias) => current().keeping(alias),
  plus: (time, ms) => current().plus(time, ms),
  at: (unixMs) => current().at(unixMs),
  float: (value) => current().float(value),
  msBetween: (from, to) => current().msBetween(from, to),
  greatest: (a, b) => current().greatest(a, b),
  oneOf: (texts) => current().oneOf(texts),
  rowsOf: (rows, columns) => current().rowsOf(rows, columns),
  matches: (column, pattern) => current().matches(column, pattern),
};
