/**
 * Lines that head a section although Markdown does not mark them: bold lines, and names in a line of their own. Numbers make
 * it hard: "1. Objectives" opens a section, "1. Stand up" is a step. The name decides, else the place and the count.
 */
import { announcedMinutes } from "./durations";
import { isActivityPart, isNumberedActivity, type Section, sectionNamed } from "./section-names";
import { SOFT_LEVEL, type SourceLine } from "./source-line";

/** The heading above, and the number of the last numbered section, of those that are no real headings. */
export type Place = { name: string; level: number; number: number | null };

export const startOfDocument: Place = { name: "", level: 0, number: null };

/** Longer text is a sentence. */
const NAME_MAX = 60;
const ACTIVITY_NAME_MAX = 90;
const SENTENCE_END = /[.。!?！？]$/u;

const activityLike: ReadonlySet<Section> = new Set(["warmup", "activity", "closure"]);
/** Their numbered lines are entries, bold or not. */
const lists: ReadonlySet<Section> = new Set(["objectives", "standards", "prerequisites"]);

export function isSectionName(text: string): boolean {
  return text.length <= NAME_MAX && !SENTENCE_END.test(text) && sectionNamed(text)?.exact === true;
}

/** "ACTIVITY 1: LEARN THE SONG (15 MIN)", but no sentence that begins with "Activity 1:". */
export function isActivityName(text: string): boolean {
  return text.length <= ACTIVITY_NAME_MAX && !SENTENCE_END.test(text) && isNumberedActivity(text);
}

/** The same with its time at the end: such a line is complete, the next one is no continuation of it. */
export function isTimedActivity(text: string): boolean {
  return isActivityName(text) && /[)\]）】]$/u.test(text) && announcedMinutes(text) !== null;
}

/** Whether the text is the name of a section or of a numbered activity. */
export const isName = (text: string) => isSectionName(text) || isActivityName(text);

/** Whether a numbered line that is nothing but bold heads a section. */
export function headsSection(text: string, number: number | null, place: Place): boolean {
  if (continues(number, place)) return true;
  if (isName(text)) return !(inActivity(place) && place.level < SOFT_LEVEL);
  // In a numbered section any other number than the next counts something inside of it.
  if (place.number !== null || inActivity(place)) return false;
  const section = sectionNamed(place.name)?.section;
  return section === undefined || !lists.has(section);
}

/** `text`: of the item's first line; `bare`: which is nothing but bold; `hasBody`: more stands below it in the item. */
export type OutlineItem = { text: string; bare: boolean; hasBody: boolean };

/** Whether a numbered list at the top of the document holds sections rather than steps. */
export function isOutline(items: readonly OutlineItem[], start: number, place: Place): boolean {
  if (continues(start, place)) return true;
  if (inActivity(place)) return false;
  const named = items.filter((item) => isName(item.text) || announcesTime(item)).length;
  const filled = items.filter(({ hasBody }) => hasBody).length;
  // The text of a list of one may stand below it: such lists are interrupted by what their items hold.
  return named * 2 >= items.length && (items.length === 1 || filled * 2 >= items.length);
}

export function headsItem(item: OutlineItem): boolean {
  return item.bare || isName(item.text) || announcesTime(item);
}

function announcesTime({ text, bare, hasBody }: OutlineItem): boolean {
  const closed = bare || (hasBody && /[)\]）】]\s*[:：]?$/u.test(text));
  return closed && text.length <= NAME_MAX && announcedMinutes(text) !== null;
}

/** The place below `heading`; `number`: of a numbered line. */
export function placeBelow({ text, level }: SourceLine, number: number | null, place: Place): Place {
  if (level < SOFT_LEVEL) return { name: text, level, number: null };
  if (number !== null) return { name: text, level, number };
  return isActivityPart(text) ? place : { name: text, level, number: place.number };
}

function continues(number: number | null, place: Place): boolean {
  return number !== null && place.number !== null && number === place.number + 1;
}

function inActivity({ name, level }: Place): boolean {
  if (level <= 1) return false;
  const known = sectionNamed(name);
  if (known?.exact === true) return activityLike.has(known.section);
  return isNumberedActivity(name) || announcedMinutes(name) !== null;
}

/**
 * Takes back headings with nothing below them: "Exit slip" in a line of its own is an entry, "1. Stand up" in a row of bold
 * lines a step. `otherwise`: for each heading that may be taken back the line that it is then.
 */
export function demoteEmpty(
  lines: readonly SourceLine[],
  otherwise: ReadonlyMap<SourceLine, SourceLine>,
): void {
  const demote = (line: SourceLine | undefined) => {
    const entry = line === undefined ? undefined : otherwise.get(line);
    if (line !== undefined && entry !== undefined) Object.assign(line, entry);
  };
  // From the end: an entry that is no heading any more is content of the heading above it.
  for (let index = lines.length - 1; index >= 0; index--) {
    const next = lines[index + 1];
    if (next === undefined || next.kind === "heading" || next.kind === "break") demote(lines[index]);
  }
  // The last of several bold steps stays one, whatever comes below it.
  for (const [index, line] of lines.entries()) {
    const above = lines[index - 1];
    const follows = above?.kind === "step" && otherwise.has(above) && line.kind === "heading";
    if (follows && otherwise.get(line)?.kind === "step" && !isName(line.text)) demote(line);
  }
}
