/** Tells a database that cannot serve right now (locked, disk full, read-only, away) from a fault of ours. */
import { causesOf } from "./error-causes";
import { RESTORE } from "./sqlite-file";

const SQLITE = /^SQLITE_(?:BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN)/;
/**
 * Classes of PostgreSQL's codes: connection exceptions (08), read-only after a failover (25006), deadlock and the like (40),
 * insufficient resources (53), lock and statement timeouts, shutdown and start (55P03, 57), input and output (58).
 */
const POSTGRES = /^(?:08...|25006|40001|40P01|53...|55P03|57014|57P0.|58...)$/;
const PRISMA = /^P(?:1001|1002|1008|1017|2024|2028|2034|2037)$/;
const NETWORK = /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
const KIND =
  /^(?:DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections|TransactionWriteConflict)$/;
/** Some drivers say it in words only. */
const MESSAGE =
  /SQLITE_(?:BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN)|database is locked|Connection terminated|is not queryable|timeout exceeded when trying to connect|Query read timeout/;

/** What SQLite says of a damaged file: https://sqlite.org/rescode.html, SQLITE_CORRUPT and SQLITE_NOTADB. */
const DAMAGED = /^SQLITE_(?:CORRUPT|NOTADB)/;
const DAMAGED_MESSAGE = /database disk image is malformed|file is not a database/;

/** The line of a lost or damaged database file, which says what to do; null for any other error. */
export function lostFileMessage(error: unknown): string | null {
  for (const { name, code, message } of causesOf(error)) {
    if (name === "DatabaseFileError") return message;
    if (DAMAGED.test(code) || DAMAGED_MESSAGE.test(message))
      return `The database file is damaged. ${RESTORE}`;
  }
  return null;
}

/** Whether `error` or one of its causes says that waiting may help. */
export function isDatabaseBusy(error: unknown): boolean {
  for (const { code, kind, message } of causesOf(error)) {
    if ([SQLITE, POSTGRES, PRISMA, NETWORK].some((pattern) => pattern.test(code))) return true;
    if (KIND.test(kind) || MESSAGE.test(message)) return true;
  }
  return false;
}
