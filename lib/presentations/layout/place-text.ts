/** Gives wrapped paragraphs their place on the page. */
import { type LineRange, widthOf } from "@/lib/presentations/fonts/measure-text";
import { gapAbove, heightOf, indentOf, LINE_HEIGHT, markerRoom, type WrappedParagraph } from "./fit-text";
import type { Box, Color, Line, Marker, Paragraph, Span, TextElement } from "./model";
import type { DraftParagraph } from "./paragraphs";

export type TextFrame = Box &
  Pick<TextElement, "role" | "place" | "slot" | "face" | "align" | "anchor"> & {
    color: Color;
    markerColor?: Color;
    fill?: Color;
    radius?: number;
    /** Between paragraphs, in ems. */
    gap?: number;
    bold?: boolean;
  };

/** Where a capital letter's middle stands above the baseline, in ems: lines are centred on it. */
const HALF_CAPITAL = 0.36;

export function placeText(
  frame: TextFrame,
  paragraphs: readonly WrappedParagraph[],
  sizePt: number,
): TextElement {
  const { x, y, w, h, role, place, slot, face, align, anchor, fill = null, radius = 0, gap } = frame;
  const free = h - heightOf(paragraphs, sizePt, gap);
  let top = y + (anchor === "top" ? 0 : anchor === "middle" ? free / 2 : free);
  const room = markerRoom(paragraphs.map(({ draft }) => draft));
  const placed = paragraphs.map((paragraph, index) => {
    const spaceBefore = gapAbove(paragraph, index, gap) * sizePt;
    const result = placeParagraph(frame, paragraph, sizePt, top + spaceBefore, room);
    top += spaceBefore + paragraph.lines.length * LINE_HEIGHT * sizePt;
    return { ...result, spaceBefore };
  });
  return {
    kind: "text",
    role,
    place,
    slot,
    face,
    align,
    anchor,
    x,
    y,
    w,
    h,
    fill,
    radius,
    paragraphs: placed,
  };
}

function placeParagraph(
  frame: TextFrame,
  { draft, lines, isContinued }: WrappedParagraph,
  sizePt: number,
  top: number,
  room: number,
): Paragraph {
  const { x, w, color, markerColor = color, bold = false } = frame;
  const { direction, level, measured } = draft;
  const lineHeight = LINE_HEIGHT * sizePt;
  const indent = indentOf(draft, sizePt, room);
  const isRtl = direction === "rtl";
  const align = isRtl && frame.align !== "center" ? "right" : frame.align;
  const placed = lines.map((range, index): Line => {
    const width = widthOf(measured, range, sizePt);
    const free = w - indent - width;
    const left = x + (isRtl ? 0 : indent) + (align === "left" ? 0 : align === "center" ? free / 2 : free);
    const baseline = top + (index + 0.5) * lineHeight + HALF_CAPITAL * sizePt;
    const spaceAfter = index < lines.length - 1 && /\s/.test(measured.text.charAt(range.end));
    return { spans: spansOf(draft, range, color, bold), x: left, baseline, width, spaceAfter };
  });
  const whole = { start: lines[0]?.start ?? 0, end: lines.at(-1)?.end ?? 0 };
  const marker: Marker | null =
    draft.marker === null || isContinued
      ? null
      : {
          color: markerColor,
          ...draft.marker,
          x: isRtl ? x + w - indent + room * sizePt : x + indent - room * sizePt,
        };
  return {
    spans: spansOf(draft, whole, color, bold),
    level,
    marker,
    sizePt,
    lineHeight,
    spaceBefore: 0,
    indent,
    direction,
    lines: placed,
  };
}

function spansOf({ parts }: DraftParagraph, { start, end }: LineRange, color: Color, bold: boolean): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const part of parts) {
    const text = part.text.slice(Math.max(0, start - from), Math.max(0, end - from));
    if (text !== "") spans.push({ text, bold: bold || part.bold, color });
    from += part.text.length;
  }
  return spans;
}
