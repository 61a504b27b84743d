/**
 * Keeps the prepared statements of a better-sqlite3 connection. Prisma's adapter prepares every statement anew, which is 8 to 14 %
 * of a small transaction's time.
 */
import type { Database, Statement } from "better-sqlite3";

/** Ours are a few dozen texts. Those that Prisma makes vary with their arguments; they push each other out. */
const MAX_STATEMENTS = 200;

/** From now on `connection` keeps what it prepares. */
export function cacheStatements(connection: Database): void {
  const prepare = connection.prepare.bind(connection);
  const kept = new Map<string, Statement>();
  const statementFor = (text: string): Statement => {
    const statement = kept.get(text) ?? prepare(text);
    // A map keeps the order of insertion: what is used moves to the end, and the first to go is what was not used for longest.
    kept.delete(text);
    kept.set(text, statement);
    const [oldest] = kept.keys();
    if (kept.size > MAX_STATEMENTS && oldest !== undefined) kept.delete(oldest);
    return statement;
  };
  connection.prepare = ((text: string) => reusable(statementFor(text))) as Database["prepare"];
}

/**
 * What the adapter uses of a statement. `bind` of a real one binds it for good; here it binds for one use. A statement runs to its
 * end within a call, so two uses never meet.
 */
function reusable(statement: Statement, values: unknown[] = []) {
  let rows: unknown[] | undefined;
  return {
    reader: statement.reader,
    bind: (given: unknown[]) => reusable(statement, given),
    // The adapter asks for the columns first. They are right after a run only: by then SQLite has noticed a changed schema.
    columns: () => {
      rows = statement.raw().all(values);
      return statement.columns();
    },
    run: () => statement.run(values),
    raw: () => ({ all: () => rows ?? statement.raw().all(values) }),
  };
}
