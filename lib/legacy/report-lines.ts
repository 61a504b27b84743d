/** The import's report as lines of text. Pure. */
import type { Fate, RowReport, TableReport } from "./import-legacy";

const oneLine = (text: string) => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ");

/** What happened to one row; null for a row without news, unless `verbose`. */
export function rowLine({ table, id, fate, reasons }: RowReport, verbose: boolean): string | null {
  if (reasons.length === 0 && !verbose) return null;
  return oneLine(`${table} ${id}: ${fate}${reasons.length > 0 ? `: ${reasons.join("; ")}` : ""}`);
}

const fateColumns: Fate[] = ["imported", "overwritten", "already here", "dropped"];

/** The counts of every table, as columns that stand below each other. */
export function countLines(tables: readonly TableReport[]): string[] {
  const heads = ["table", "old rows", ...fateColumns, "changed", "here before", "here after"];
  const rows = tables.map((each) => [
    each.table,
    each.source,
    ...fateColumns.map((fate) => each.fates[fate]),
    each.changed,
    each.before,
    each.after,
  ]);
  const lines = [heads, ...rows.map((row) => row.map(String))];
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines.map((line) =>
    line
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  "),
  );
}

/** Columns of the old tables for which this product has no place. */
export function unknownColumnsLine(table: string, columns: readonly string[]): string {
  const where = table === "users" ? "stay in the old database" : "are kept in legacy_rows.remainder";
  return oneLine(`${table}: ${columns.join(", ")} ${where}, because this product has no place for them`);
}
