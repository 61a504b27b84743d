/** CSV (RFC 4180) that is safe to open: no cell is ever taken for a formula. */

/**
 * What spreadsheets take for the beginning of a formula, full-width forms too. A cell also begins behind a semicolon, a tab and a line's end:
 * where those divide cells, as in many countries, the quotes around ours mean nothing.
 */
const beginsFormula = /^(?=[\t\r])|(?<=^|[;\t\r\n])(?=[=+\-@＝＋－＠])/g;

/** One cell. Absent values are empty; objects and lists are JSON. */
function csvCell(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  // A number is never a formula, and with an apostrophe it would be no number.
  const safe = typeof value === "number" ? text : text.replace(beginsFormula, "'");
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line, with its end. */
export function csvLine(cells: readonly unknown[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}
