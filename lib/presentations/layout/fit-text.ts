/** Chooses sizes and deals paragraphs to boxes: everything that asks "does it fit?". */
import { type LineRange, wrapText } from "@/lib/presentations/fonts/measure-text";
import type { SizeRange } from "@/lib/presentations/styles/style-tokens";
import type { DraftParagraph } from "./paragraphs";

/** Of the size. Noto Sans and Gelasio need 1.22 and 1.28 for ascenders and descenders. */
export const LINE_HEIGHT = 1.3;
/** Room for a marker and for each level of nesting, in ems; and what each digit of a number beyond the first wants. */
const INDENT = 1.15;
const DIGIT = 0.6;
const GAP = 0.55;
const NESTED_GAP = 0.22;
/** Short texts are set wider apart, up to this much, rather than left huddled at the top. */
const MAX_GAP = 1.05;

/** Measured widths are exact for our fonts; another program's line breaking needs a little air. */
const SLACK = 0.985;

/** A paragraph, or the part of it on one page, wrapped at a size. */
export type WrappedParagraph = { draft: DraftParagraph; lines: LineRange[]; isContinued: boolean };

/** How wide the markers of paragraphs stand, in ems, so that they all begin alike; 0 where there are none. */
export function markerRoom(drafts: readonly DraftParagraph[]): number {
  const rooms = drafts.map(({ marker }) =>
    marker === null ? 0 : INDENT + DIGIT * (String(marker.number ?? 0).length - 1),
  );
  return Math.max(0, ...rooms);
}

/** @param room of the markers beside it, in ems */
export function indentOf({ marker, level }: DraftParagraph, sizePt: number, room: number): number {
  const levels = marker === null ? level : level + 1;
  return levels * room * sizePt;
}

export function wrapAll(
  drafts: readonly DraftParagraph[],
  widthPt: number,
  sizePt: number,
): WrappedParagraph[] {
  const room = markerRoom(drafts);
  return drafts.map((draft) => ({
    draft,
    lines: wrapText(draft.measured, (widthPt - indentOf(draft, sizePt, room)) * SLACK, sizePt),
    isContinued: false,
  }));
}

/** Space above a paragraph in ems, for a gap between top-level paragraphs of `gap`. */
export function gapAbove(paragraph: WrappedParagraph, index: number, gap = GAP): number {
  if (index === 0) return 0;
  return paragraph.draft.level === 1 ? NESTED_GAP + (gap - GAP) / 2 : gap;
}

export function heightOf(paragraphs: readonly WrappedParagraph[], sizePt: number, gap = GAP): number {
  const ems = paragraphs.reduce(
    (sum, paragraph, index) => sum + gapAbove(paragraph, index, gap) + paragraph.lines.length * LINE_HEIGHT,
    0,
  );
  return ems * sizePt;
}

/** The largest size at which the paragraphs fit a box; null when even the smallest is too large. */
export function fitSize(
  drafts: readonly DraftParagraph[],
  box: { w: number; h: number },
  { max, min }: SizeRange,
): { sizePt: number; paragraphs: WrappedParagraph[] } | null {
  for (let sizePt = max; sizePt >= min; sizePt--) {
    const paragraphs = wrapAll(drafts, box.w, sizePt);
    if (heightOf(paragraphs, sizePt) <= box.h) return { sizePt, paragraphs };
  }
  return null;
}

/** The gap that lets a short text breathe without stretching over the whole box. */
export function easyGap(paragraphs: readonly WrappedParagraph[], sizePt: number, height: number): number {
  for (let gap = MAX_GAP; gap > GAP; gap -= 0.1) {
    if (heightOf(paragraphs, sizePt, gap) <= height * 0.86) return gap;
  }
  return GAP;
}

/** Deals paragraphs at one size to as many boxes as they need, evenly filled; a long paragraph goes on in the next. */
export function dealToBoxes(
  drafts: readonly DraftParagraph[],
  box: { w: number; h: number },
  sizePt: number,
): WrappedParagraph[][] {
  const wrapped = wrapAll(drafts, box.w, sizePt);
  const fewest = fill(wrapped, box.h, sizePt);
  const even = heightOf(wrapped, sizePt) / fewest.length;
  for (let share = 1; share < 1.6; share += 0.1) {
    const height = Math.min(box.h, even * share);
    const boxes = fill(wrapped, height, sizePt);
    if (boxes.length === fewest.length) return boxes;
  }
  return fewest;
}

/** Fewer lines than this are neither torn off a paragraph nor left over from one. */
const LEAST_LINES = 2;

/** How many of a paragraph's lines stay in a box with room for `room`; 0 moves it to the next. */
function linesHere(length: number, room: number, isFirst: boolean, isShort: boolean): number {
  if (length <= room) return length;
  const rest = length - room;
  const torn = rest < LEAST_LINES && room > LEAST_LINES ? room - (LEAST_LINES - rest) : room;
  if (isFirst) return Math.max(1, torn);
  return torn < LEAST_LINES || isShort ? 0 : torn;
}

function fill(paragraphs: readonly WrappedParagraph[], height: number, sizePt: number): WrappedParagraph[][] {
  const lineHeight = LINE_HEIGHT * sizePt;
  const boxes: WrappedParagraph[][] = [];
  let box: WrappedParagraph[] = [];
  let left = height;
  const turn = () => {
    if (box.length > 0) boxes.push(box);
    box = [];
    left = height;
  };
  for (const paragraph of paragraphs) {
    let rest = paragraph;
    while (rest.lines.length > 0) {
      const gap = gapAbove(rest, box.length) * sizePt;
      const room = Math.floor((left - gap + 0.01) / lineHeight);
      const { length } = rest.lines;
      const count = Math.min(
        length,
        linesHere(length, room, box.length === 0, length * lineHeight <= height / 3),
      );
      if (count === 0) {
        turn();
        continue;
      }
      box.push({ ...rest, lines: rest.lines.slice(0, count) });
      left -= gap + count * lineHeight;
      rest = { ...rest, lines: rest.lines.slice(count), isContinued: true };
      if (rest.lines.length > 0) turn();
    }
  }
  turn();
  return boxes;
}
