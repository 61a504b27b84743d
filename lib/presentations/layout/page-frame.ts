/** What every content page has: header, panel, footer, progress; and where its text goes. */
import type { SourceSection } from "@/lib/contract/decks";
import { mixColors, mutedInk, type StyleTokens } from "@/lib/presentations/styles/style-tokens";
import { fitLine } from "./fit-line";
import { type Box, type Color, PAGE_HEIGHT, PAGE_WIDTH, type PageElement, type ShapeElement } from "./model";
import { placeText } from "./place-text";
import { cornersOf, rect } from "./shapes";

const MARGIN = 56;
const HEADER_HEIGHT = 124;
const EDGE = 12;
const BODY_TOP = 152;
const BODY_BOTTOM = 486;
const RAIL_WIDTH = 214;
const RAIL_PADDING = 28;
const GROUP_WIDTH = 286;
const COLUMN_GAP = 44;
const TRACK_HEIGHT = 5;
const CARD_INSET = 14;

const inner = PAGE_WIDTH - 2 * MARGIN;
const bodyHeight = BODY_BOTTOM - BODY_TOP;
const footerTop = 498;

export const TITLE_BOX: Box = { x: MARGIN, y: 18, w: inner, h: 90 };
export const TITLE_BOX_ABOVE_SUBTITLE: Box = { x: MARGIN, y: 10, w: inner, h: 64 };
export const SUBTITLE_BOX: Box = { x: MARGIN, y: 76, w: inner, h: 36 };

export const WIDE_BODY: Box = { x: MARGIN, y: BODY_TOP, w: inner, h: bodyHeight };
const besideBody = { y: HEADER_HEIGHT, h: PAGE_HEIGHT - HEADER_HEIGHT - TRACK_HEIGHT };
/** A band down the right edge that goes on from the header. */
export const RAIL: Box = { ...besideBody, x: PAGE_WIDTH - RAIL_WIDTH, w: RAIL_WIDTH };
export const RAIL_TEXT: Box = {
  x: RAIL.x + RAIL_PADDING,
  y: BODY_TOP - 12,
  w: RAIL_WIDTH - 2 * RAIL_PADDING,
  h: BODY_BOTTOM - BODY_TOP + 12,
};
export const BODY_BESIDE_RAIL: Box = { ...WIDE_BODY, w: RAIL.x - MARGIN - 28 };
/** A band down the left edge for the name of those whom the points are for. */
export const GROUP: Box = { ...besideBody, x: 0, w: GROUP_WIDTH };
export const GROUP_TEXT: Box = { ...WIDE_BODY, w: GROUP_WIDTH - MARGIN - 20 };
export const BODY_BESIDE_GROUP: Box = {
  ...WIDE_BODY,
  x: GROUP_WIDTH + 32,
  w: PAGE_WIDTH - MARGIN - GROUP_WIDTH - 32,
};
const CHIP_ROW_HEIGHT = 34;
export const BODY_ABOVE_CHIPS: Box = { ...WIDE_BODY, h: bodyHeight - CHIP_ROW_HEIGHT - 16 };
export const CHIP_ROW: Box = { ...WIDE_BODY, y: BODY_BOTTOM - CHIP_ROW_HEIGHT, h: CHIP_ROW_HEIGHT };
export const PLAN_BAR: Box = { ...WIDE_BODY, h: 30 };
export const BODY_BELOW_PLAN: Box = { ...WIDE_BODY, y: BODY_TOP + 88, h: bodyHeight - 88 };
const columnWidth = (inner - COLUMN_GAP) / 2;
export const COLUMNS: readonly [Box, Box] = [
  { ...WIDE_BODY, w: columnWidth },
  { ...WIDE_BODY, x: MARGIN + columnWidth + COLUMN_GAP, w: columnWidth },
];

/** Light backgrounds in the section's colour; null where the style draws lines instead. */
function tintOf({ tint, colors }: StyleTokens, accent: Color): Color | null {
  return tint === 0 ? null : mixColors(accent, colors.paper, tint);
}

/** Of the tint: the parts of a bar that a page is not about. */
export const PALE_STRENGTH = 2.6;

export function paleOf({ tint, colors }: StyleTokens, accent: Color): Color {
  return tint === 0 ? colors.hairline : mixColors(accent, colors.paper, tint * PALE_STRENGTH);
}

/** Behind the text. */
export function headerShapes(tokens: StyleTokens, section: SourceSection): ShapeElement[] {
  const accent = tokens.colors.accents[section];
  const tint = tintOf(tokens, accent);
  const edge = rect({ x: 0, y: 0, w: EDGE, h: HEADER_HEIGHT }, accent);
  const below = (h: number, gap: number) => ({ x: MARGIN, y: HEADER_HEIGHT - gap, w: inner, h });
  switch (tokens.header) {
    case "band":
      return [rect({ x: 0, y: 0, w: PAGE_WIDTH, h: HEADER_HEIGHT }, tint), edge];
    case "card": {
      const card = { x: CARD_INSET, y: 12, w: PAGE_WIDTH - 2 * CARD_INSET, h: HEADER_HEIGHT - 18 };
      const stub = { x: CARD_INSET + 14, y: 34, w: 9, h: card.h - 44 };
      return [
        rect(card, tint, { radius: cornersOf(tokens, card) }),
        rect(stub, accent, { radius: cornersOf(tokens, stub) }),
      ];
    }
    case "mark":
      return [rect({ x: MARGIN, y: 0, w: 72, h: EDGE }, accent)];
    case "rule":
      return [edge, rect({ x: 0, y: HEADER_HEIGHT - 4, w: PAGE_WIDTH, h: 4 }, accent)];
    case "rules":
      return [rect(below(2.5, 9), accent), rect(below(0.75, 4), accent)];
    default:
      return tokens.header satisfies never;
  }
}

/** Behind what stands beside the points: a tinted field, or only a line on the side of the points. */
export function panel(tokens: StyleTokens, section: SourceSection, box: Box): ShapeElement[] {
  const accent = tokens.colors.accents[section];
  const isRight = box.x > 0;
  const line = (w: number, y: number, bottom: number) =>
    rect({ x: isRight ? box.x : box.x + box.w - w, y, w, h: bottom - y }, accent);
  switch (tokens.header) {
    case "band":
      return [rect(box, tintOf(tokens, accent))];
    case "card": {
      const card = {
        ...{ x: isRight ? box.x : CARD_INSET, y: HEADER_HEIGHT + 6, w: box.w - CARD_INSET },
        h: BODY_BOTTOM - HEADER_HEIGHT,
      };
      return [rect(card, tintOf(tokens, accent), { radius: cornersOf(tokens, card) })];
    }
    case "mark":
      return [rect(box, tintOf(tokens, accent)), rect({ ...box, h: 4 }, accent)];
    case "rule":
      return [line(4, box.y, box.y + box.h)];
    case "rules":
      return [line(1, BODY_TOP - 6, BODY_BOTTOM)];
    default:
      return tokens.header satisfies never;
  }
}

/** Below the text: the page's number, and how far the deck has come. */
export function footer(tokens: StyleTokens, accent: Color, number: number, count: number): PageElement[] {
  const { colors, fonts } = tokens;
  const box = { x: PAGE_WIDTH - MARGIN - 80, y: footerTop, w: 80, h: 28 };
  const { paragraphs, sizePt } = fitLine(String(number), "", box, { max: 18, min: 18 }, fonts.body, true);
  const track = { x: 0, y: PAGE_HEIGHT - TRACK_HEIGHT, h: TRACK_HEIGHT };
  return [
    rect({ ...track, w: PAGE_WIDTH }, colors.hairline),
    rect({ ...track, w: (PAGE_WIDTH * number) / count }, accent, { place: "page" }),
    placeText(
      {
        ...{ ...box, role: "number", place: "page", slot: null, face: "body", align: "right" },
        ...{ anchor: "middle", color: mutedInk(tokens) },
      },
      paragraphs,
      sizePt,
    ),
  ];
}
