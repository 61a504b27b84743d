/** Text measured once and wrapped at any size: widths are kept in ems, places where a line may end as indexes. */
import LineBreaker from "linebreak";
import type { FontFamily } from "./font-files";
import { glyphOf } from "./glyphs";

export type Styled = { text: string; bold: boolean };

export type Measured = {
  text: string;
  /** Width in ems of everything before an index; equal at the two halves of a surrogate pair. */
  before: Float64Array;
  /** Indexes at which a line may end, ascending; the last is the text's length. */
  breaks: number[];
  /** Those at which it must. */
  required: ReadonlySet<number>;
};

/** Half-open, without the white space at which the line was broken. */
export type LineRange = { start: number; end: number };

export function measureText(parts: readonly Styled[], family: FontFamily): Measured {
  const text = parts.map((part) => part.text).join("");
  const before = new Float64Array(text.length + 1);
  let index = 0;
  let width = 0;
  for (const part of parts) {
    for (const char of part.text) {
      for (let half = 0; half < char.length; half++) before[index++] = width;
      width += glyphOf(char.codePointAt(0) ?? 0, family, part.bold).advance;
    }
  }
  before[index] = width;
  return { text, before, ...breaksOf(text) };
}

function breaksOf(text: string): Pick<Measured, "breaks" | "required"> {
  const breaks: number[] = [];
  const required = new Set<number>();
  const breaker = new LineBreaker(text);
  for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak()) {
    breaks.push(next.position);
    if (next.required && next.position < text.length) required.add(next.position);
  }
  if (breaks.at(-1) !== text.length) breaks.push(text.length);
  return { breaks, required };
}

export function widthOf({ before }: Measured, { start, end }: LineRange, sizePt: number): number {
  return ((before[end] ?? 0) - (before[start] ?? 0)) * sizePt;
}

/** Breaks greedily; a word wider than the line is cut between characters. Always at least one line. */
export function wrapText(measured: Measured, widthPt: number, sizePt: number): LineRange[] {
  const { text, breaks, required } = measured;
  const lines: LineRange[] = [];
  const fits = (from: number, to: number) => widthOf(measured, { start: from, end: to }, sizePt) <= widthPt;
  let start = 0;
  let end = 0;
  const endLine = (next: number) => {
    lines.push({ start, end: trimmedEnd(text, start, end) });
    start = next;
    end = next;
  };
  for (const at of breaks) {
    if (!fits(start, trimmedEnd(text, start, at)) && end > start) endLine(end);
    while (!fits(start, trimmedEnd(text, start, at))) {
      end = cutInside(measured, start, at, widthPt, sizePt);
      endLine(end);
    }
    end = at;
    if (required.has(at)) endLine(at);
  }
  if (end > start || lines.length === 0) endLine(end);
  return lines;
}

function trimmedEnd(text: string, start: number, end: number): number {
  while (end > start && /\s/.test(text.charAt(end - 1))) end--;
  return end;
}

/** How far back a cut may move to keep a character with its marks; longer pile-ups are cut where they must. */
const MAX_MARKS = 40;

/** The furthest index up to which the line holds, at least one character on. */
function cutInside(
  measured: Measured,
  start: number,
  limit: number,
  widthPt: number,
  sizePt: number,
): number {
  const { before, text } = measured;
  const room = (before[start] ?? 0) + widthPt / sizePt;
  let low = start + 1;
  let high = limit;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((before[middle] ?? 0) <= room) low = middle;
    else high = middle - 1;
  }
  for (let at = low; at > start && at > low - MAX_MARKS; at--)
    if (at === limit || isSeam(text, at)) return at;
  return isLowSurrogate(text, low) ? low + 1 : low;
}

/** Whether a character ends before `at`: not within a surrogate pair, before a mark, or beside a joiner. */
function isSeam(text: string, at: number): boolean {
  if (isLowSurrogate(text, at) || text.charAt(at - 1) === "\u200d") return false;
  return !/^[\p{M}\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}]/u.test(text.slice(at, at + 2));
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}
