/**
 * A deck laid out: the one model that PPTX, PDF and the browser's preview are drawn from. Plain JSON and safe for the browser.
 * All lengths are points from the top left corner of a page.
 */
import type { DeckStyle, SourceSection } from "@/lib/contract/decks";

/** 13.333 × 7.5 inches. */
export const PAGE_WIDTH = 960;
export const PAGE_HEIGHT = 540;

/** "#rrggbb" */
export type Color = string;

export type TextRole = "title" | "subtitle" | "body" | "duration" | "label" | "chip" | "footer" | "number";

export type Span = { text: string; bold: boolean; color: Color };

/**
 * A line as wrapped: drawn from `x` at `baseline`, `width` wide as measured. `spaceAfter`: the text has a space where the line ends
 * (not so after a hyphen or between Chinese characters).
 */
export type Line = { spans: Span[]; x: number; baseline: number; width: number; spaceAfter: boolean };

/** Bullet or number in the margin of a paragraph; `number` counts, so PowerPoint can go on counting. */
export type Marker = { text: string; number: number | null; color: Color; x: number };

export type Paragraph = {
  /** The whole text, unwrapped; the lines hold the same without the white space between them. */
  spans: Span[];
  /** 1 belongs to the paragraph above. */
  level: 0 | 1;
  marker: Marker | null;
  sizePt: number;
  lineHeight: number;
  spaceBefore: number;
  /** Left edge of the text, from the box's own: right of the marker. */
  indent: number;
  direction: "ltr" | "rtl";
  lines: Line[];
};

export type Box = { x: number; y: number; w: number; h: number };

/** "master" elements are the same on every page with the same `master`. */
export type Place = "master" | "page";

export type TextElement = Box & {
  kind: "text";
  role: TextRole;
  place: Place;
  /** Which of the master's text frames this fills; null for text that stands free. */
  slot: "title" | "subtitle" | "body" | "body2" | "statement" | null;
  face: "heading" | "body";
  align: "left" | "center" | "right";
  anchor: "top" | "middle" | "bottom";
  fill: Color | null;
  radius: number;
  paragraphs: Paragraph[];
};

/** `label` says what the shape means; null for decoration. */
export type ShapeElement = Box & {
  kind: "rect" | "ellipse";
  place: Place;
  fill: Color | null;
  stroke: Color | null;
  strokeWidth: number;
  radius: number;
  label: string | null;
};

export type PageElement = TextElement | ShapeElement;

export type Page = {
  id: string;
  /** The slide this page shows, and which part of it, from 1. */
  slideId: string;
  part: number;
  parts: number;
  /** The whole title, also where the page has only room for its beginning. */
  title: string;
  section: SourceSection;
  /** Name of the kind of page, such as "Activity with time". */
  master: string;
  background: Color;
  accent: Color;
  notes: string;
  language: string;
  /** CSS font families, best first. */
  fonts: { heading: readonly string[]; body: readonly string[] };
  /** In reading order. */
  elements: PageElement[];
};

export type DeckLayout = { title: string; language: string; style: DeckStyle; pages: Page[] };
