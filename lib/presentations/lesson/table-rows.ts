/** Tables as lines that read by themselves. */
import { type SourceLine, sourceLine } from "./source-line";

/**
 * Header row as "Criteria | Exceeds | Meets"; each body row one level deeper as "Rhythm — Exceeds: complex; Meets: simple".
 * Two columns read as "Grade: 1st". A row longer than the header keeps its extra cells.
 */
export function tableLines(rows: readonly (readonly string[])[], depth: number): SourceLine[] {
  const [header = [], ...body] = rows;
  // A bar inside a cell would look like the border of two cells.
  const names = header.map((name) => name.replaceAll("|", "/"));
  const lines = names.some((name) => name !== "") ? [sourceLine("row", names.join(" | "), depth)] : [];
  for (const cells of body) {
    const text = rowText(names, cells);
    if (text !== "") lines.push(sourceLine("row", text, depth + 1));
  }
  return lines;
}

function rowText(names: readonly string[], [first = "", ...others]: readonly string[]): string {
  if (names.length <= 2 && others.length === 1) return [first, others[0]].filter(Boolean).join(": ");
  const named = others.map((cell, index) => {
    const name = names[index + 1] ?? "";
    return cell === "" || name === "" ? cell : `${name}: ${cell}`;
  });
  return [first, named.filter(Boolean).join("; ")].filter(Boolean).join(" — ");
}
