/** A lesson as a table of two columns: the name of a section in the first, what it says in the second. */
import { squeeze } from "./clean-text";
import type { Segment } from "./inline-text";
import { factNamed, sectionNamed } from "./section-names";
import { type SourceLine, sourceLine } from "./source-line";

/** Rows of these stay together with the facts around them. */
const ownedByOverview = new Set(["overview", "standards"]);

/**
 * Each section's row as an item "Objective:" with the cell's lines below it, facts and other rows as rows. Null when the table
 * is no such lesson: half of its rows or more must be named by a section or a fact, one at least by a section.
 * `cells`: the same table with every cell cut into its lines; asked for only when needed.
 */
export function sectionRows(
  rows: readonly (readonly string[])[],
  cells: () => readonly (readonly (readonly Segment[])[])[],
): SourceLine[] | null {
  if (rows.some((row) => row.length > 2) || rows[0]?.length !== 2) return null;
  const isSection = rows.map(([name = "", value = ""]) => value !== "" && isOwnSection(name));
  const sections = isSection.filter(Boolean).length;
  const facts = rows.filter(([name = ""]) => factNamed(name) !== null).length;
  if (sections === 0 || sections + facts < 2 || (sections + facts) * 2 < rows.length) return null;
  const segments = cells();
  return rows.flatMap(([name = "", value = ""], index) => {
    if (isSection[index]) return sectionLines(name, segments[index]?.[1] ?? []);
    const text = [name, value].filter(Boolean).join(index === 0 && factNamed(name) === null ? " | " : ": ");
    return text === "" ? [] : [sourceLine("row", text)];
  });
}

function isOwnSection(name: string): boolean {
  const known = sectionNamed(name);
  return known?.exact === true && !ownedByOverview.has(known.section);
}

function sectionLines(name: string, lines: readonly Segment[]): SourceLine[] {
  const label = squeeze(name.replace(/[:：]\s*$/u, ""));
  const [only, second] = lines;
  if (only?.kind === "text" && second === undefined) return [sourceLine("item", `${label}: ${only.text}`)];
  const below = lines.map(({ kind, text, number }) => {
    const line = sourceLine(kind === "text" ? "item" : kind, text, 1);
    return number === null ? line : { ...line, number };
  });
  return [sourceLine("item", `${label}:`), ...below];
}
