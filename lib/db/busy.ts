/** Tells a database that cannot serve right now (locked, disk full, read-only) from a fault of ours. */

const TEMPORARY =
  /SQLITE_(?:BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN)|database is locked|SocketTimeout|P1008|P2024|P2028/;

/** Whether `error` or one of its causes says that waiting may help. */
export function isDatabaseBusy(error: unknown): boolean {
  for (let current: unknown = error, depth = 0; current instanceof Error && depth < 5; depth++) {
    const code = "code" in current ? String(current.code) : "";
    if (TEMPORARY.test(code) || TEMPORARY.test(current.message)) return true;
    current = current.cause;
  }
  return false;
}
