/** What every content page has: header, footer, progress; and where its text goes. */
import type { SourceSection } from "@/lib/contract/decks";
import { mixColors, type StyleTokens } from "@/lib/presentations/styles/style-tokens";
import { fitLine } from "./fit-line";
import { type Box, type Color, PAGE_HEIGHT, PAGE_WIDTH, type PageElement, type ShapeElement } from "./model";
import { placeText } from "./place-text";

const MARGIN = 56;
const HEADER_HEIGHT = 124;
const EDGE = 12;
const BODY_TOP = 152;
const BODY_BOTTOM = 486;
const RAIL_WIDTH = 214;
const RAIL_PADDING = 28;
const COLUMN_GAP = 44;
const TRACK_HEIGHT = 5;

const inner = PAGE_WIDTH - 2 * MARGIN;
const bodyHeight = BODY_BOTTOM - BODY_TOP;
const footerTop = 500;

export const TITLE_BOX: Box = { x: MARGIN, y: 18, w: inner, h: 90 };
export const TITLE_BOX_ABOVE_SUBTITLE: Box = { x: MARGIN, y: 10, w: inner, h: 64 };
export const SUBTITLE_BOX: Box = { x: MARGIN, y: 76, w: inner, h: 36 };

export const WIDE_BODY: Box = { x: MARGIN, y: BODY_TOP, w: inner, h: bodyHeight };
/** A band down the right edge that goes on from the header. */
export const RAIL: Box = {
  x: PAGE_WIDTH - RAIL_WIDTH,
  y: HEADER_HEIGHT,
  w: RAIL_WIDTH,
  h: PAGE_HEIGHT - HEADER_HEIGHT - TRACK_HEIGHT,
};
export const RAIL_TEXT: Box = {
  x: RAIL.x + RAIL_PADDING,
  y: BODY_TOP - 12,
  w: RAIL_WIDTH - 2 * RAIL_PADDING,
  h: BODY_BOTTOM - BODY_TOP + 12,
};
export const BODY_BESIDE_RAIL: Box = { ...WIDE_BODY, w: RAIL.x - MARGIN - 28 };
const CHIP_ROW_HEIGHT = 30;
export const BODY_ABOVE_CHIPS: Box = { ...WIDE_BODY, h: bodyHeight - CHIP_ROW_HEIGHT - 16 };
export const CHIP_ROW: Box = { ...WIDE_BODY, y: BODY_BOTTOM - CHIP_ROW_HEIGHT, h: CHIP_ROW_HEIGHT };
const columnWidth = (inner - COLUMN_GAP) / 2;
export const COLUMNS: readonly [Box, Box] = [
  { ...WIDE_BODY, w: columnWidth },
  { ...WIDE_BODY, x: MARGIN + columnWidth + COLUMN_GAP, w: columnWidth },
];

/** Light backgrounds in the section's colour; null where the style draws outlines instead. */
export function tintOf({ tint, colors }: StyleTokens, accent: Color): Color | null {
  return tint === 0 ? null : mixColors(accent, colors.paper, tint);
}

export function rect(
  box: Box,
  fill: Color | null,
  more: Partial<Omit<ShapeElement, "kind" | keyof Box | "fill">> = {},
): ShapeElement {
  return {
    kind: "rect",
    place: "master",
    ...box,
    fill,
    stroke: null,
    strokeWidth: 0,
    radius: 0,
    label: null,
    ...more,
  };
}

/** Behind the text. */
export function headerShapes(tokens: StyleTokens, section: SourceSection): ShapeElement[] {
  const accent = tokens.colors.accents[section];
  const tint = tintOf(tokens, accent);
  const shapes: ShapeElement[] = [];
  if (tint !== null) shapes.push(rect({ x: 0, y: 0, w: PAGE_WIDTH, h: HEADER_HEIGHT }, tint));
  shapes.push(rect({ x: 0, y: 0, w: EDGE, h: HEADER_HEIGHT }, accent));
  if (tokens.headerRule > 0) {
    const { headerRule: h } = tokens;
    shapes.push(rect({ x: 0, y: HEADER_HEIGHT - h, w: PAGE_WIDTH, h }, accent));
  }
  return shapes;
}

/** Rings as on the cover, pale, rising from the lower right corner of pages without a panel. */
export function cornerRings(tokens: StyleTokens, section: SourceSection): ShapeElement[] {
  if (tokens.tint === 0) return [];
  const stroke = mixColors(tokens.colors.accents[section], tokens.colors.paper, tokens.tint * 1.6);
  return [46, 88, 130, 172].map((radius) => ({
    ...rect({ x: 898 - radius, y: 492 - radius, w: 2 * radius, h: 2 * radius }, null, {
      stroke,
      strokeWidth: 1.25,
    }),
    kind: "ellipse",
  }));
}

/** Below the text: the deck's title, the page's number, and how far the deck has come. */
export function footer(
  tokens: StyleTokens,
  deckTitle: string,
  accent: Color,
  number: number,
  count: number,
): PageElement[] {
  const { colors, fonts } = tokens;
  const small = { max: 13, min: 13 };
  const line = {
    y: footerTop,
    h: 20,
    face: "body",
    anchor: "middle",
    slot: null,
    color: colors.muted,
  } as const;
  const titleBox = { x: MARGIN, w: inner - 100 };
  const numberBox = { x: PAGE_WIDTH - MARGIN - 80, w: 80 };
  const title = fitLine(deckTitle, "", { ...titleBox, h: line.h }, small, fonts.body, false);
  const page = fitLine(String(number), "", { ...numberBox, h: line.h }, small, fonts.body, true);
  const track = { x: 0, y: PAGE_HEIGHT - TRACK_HEIGHT, h: TRACK_HEIGHT };
  return [
    rect({ ...track, w: PAGE_WIDTH }, colors.hairline),
    rect({ ...track, w: (PAGE_WIDTH * number) / count }, accent, { place: "page" }),
    placeText(
      { ...line, ...titleBox, role: "footer", place: "master", align: "left" },
      title.paragraphs,
      title.sizePt,
    ),
    placeText(
      { ...line, ...numberBox, role: "number", place: "page", align: "right" },
      page.paragraphs,
      page.sizePt,
    ),
  ];
}
