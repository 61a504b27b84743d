/** A lesson's course as a table: a row for each activity, one column of times. */
import { minutesIn } from "./durations";
import { factNamed, sectionNamed } from "./section-names";
import { SOFT_LEVEL, type SourceLine, sourceLine } from "./source-line";

/** A longer cell is a description, not the name of an activity. */
const NAME_MAX = 90;
/** Names of the column that names the activities: they say nothing once its cells are headings. */
const nameColumn =
  /^(?:phase|stage|part|segment|section|step|what|task|name|fase|etapa|étape|abschnitt|schritt|环节|阶段|步骤|内容|活动)$/iu;

/**
 * Every row as a soft heading, "Echo clapping (10 min)", with its other cells below. Null when the table is no such plan: it
 * needs a column of durations and two rows or more that all have a time and a name.
 */
export function planLines(rows: readonly (readonly string[])[]): SourceLine[] | null {
  const [header = [], ...body] = rows;
  const timeAt = header.findIndex((name) => factNamed(name) === "duration");
  const nameAt = timeAt === 0 ? 1 : 0;
  if (timeAt < 0 || header.length < 2 || body.length < 2) return null;
  const lines: SourceLine[] = [];
  for (const cells of body) {
    const name = cells[nameAt] ?? "";
    const time = timeOf(cells[timeAt] ?? "");
    if (time === null || !/\p{L}/u.test(name) || name.length > NAME_MAX) return null;
    lines.push(sourceLine("heading", `${name} (${time})`, 0, SOFT_LEVEL));
    cells.forEach((cell, index) => {
      if (cell === "" || index === timeAt || (index === nameAt && isNameColumn(header[nameAt] ?? ""))) return;
      const label = header[index] ?? "";
      lines.push(sourceLine("item", label === "" ? cell : `${label}: ${cell}`));
    });
  }
  return lines;
}

/** "10" in a column of times means minutes. */
function timeOf(cell: string): string | null {
  if (/^\d{1,3}$/.test(cell)) return `${cell} min`;
  return minutesIn(cell) === null ? null : cell;
}

function isNameColumn(name: string): boolean {
  return name === "" || nameColumn.test(name) || sectionNamed(name)?.exact === true;
}
