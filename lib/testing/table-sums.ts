/** Whether anything in the database has changed: a checksum of every row of every table, in one statement. */
import { createHash } from "node:crypto";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";

/** What a refused or a reading request may change by design. Everything else must be as it was. */
const mayChange: Readonly<Record<string, "all" | readonly string[]>> = {
  /** Refusals are recorded (lib/audit/denials.ts), and changes a moment later (lib/audit/buffer.ts). */
  audit_log: "all",
  /** When they were last used, to the minute. */
  sessions: ["updated_at"],
  api_tokens: ["last_used_at"],
  /** Files that no deck needs any more: whoever deletes next takes them away, also if nothing of theirs was found. */
  dropped_files: "all",
};

const spelling = {
  sqlite: {
    columns: `SELECT t.name AS "table", c.name AS "column" FROM sqlite_master t, pragma_table_info(t.name) c
      WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'`,
    row: "json_array",
  },
  postgres: {
    columns: `SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
      WHERE table_schema = current_schema()`,
    row: "jsonb_build_array",
  },
};

/** The tables of a database stay while a test file runs. */
let statement: string | undefined;

/** Table → checksum of its rows, whatever their order. */
export async function sumTables(): Promise<Record<string, string>> {
  statement ??= await writeStatement();
  const tables = await db().$queryRawUnsafe<{ name: string; content: string | null }[]>(statement);
  return Object.fromEntries(
    tables.map(({ name, content }) => [
      name,
      createHash("sha256")
        .update(content ?? "")
        .digest("hex"),
    ]),
  );
}

async function writeStatement(): Promise<string> {
  const { columns, row } = spelling[config().database.kind];
  const all = await db().$queryRawUnsafe<{ table: string; column: string }[]>(columns);
  const kept = all.filter(({ table, column }) => {
    const ignored = mayChange[table] ?? [];
    return ignored !== "all" && !ignored.includes(column);
  });
  const content = [...new Set(kept.map(({ table }) => table))].map((table) => {
    const names = kept.flatMap((one) => (one.table === table ? `"${one.column}"` : []));
    const rows = `SELECT CAST(${row}(${names}) AS TEXT) AS line FROM "${table}" ORDER BY 1`;
    return `SELECT '${table}' AS name, (SELECT string_agg(line, '; ') FROM (${rows}) AS lines) AS content`;
  });
  return content.join(" UNION ALL ");
}
