/** What a style decides. Everything else about a page is geometry, which all styles share. */
import type { DeckStyle, SourceSection } from "@/lib/contract/decks";
import type { FontFamily } from "@/lib/presentations/fonts/font-files";

/** "#rrggbb" */
export type Color = string;

/** One typeface in its three forms; all have the same letter widths or narrower ones than `embedded`. */
export type Typeface = {
  /** Measured, and embedded in the PDF. */
  embedded: FontFamily;
  /** Present wherever PowerPoint, Keynote or Google Slides is; LibreOffice has a twin of the same widths. */
  office: string;
  /** For the browser, best first. */
  css: readonly string[];
};

/** Points: from the size we like down to the size below which text is cut or continued instead. */
export type SizeRange = { max: number; min: number };

export type StyleTokens = {
  id: DeckStyle;
  name: string;
  description: string;
  colors: {
    paper: Color;
    ink: Color;
    muted: Color;
    hairline: Color;
    cover: Color;
    coverInk: Color;
    coverMuted: Color;
    /** Text on an accent. */
    onAccent: Color;
    /** At most seven different ones, so that each has a place in PowerPoint's theme. */
    accents: Record<SourceSection, Color>;
    /** The accents as they are drawn on the cover. */
    coverAccents: Record<SourceSection, Color>;
  };
  fonts: { heading: Typeface; body: Typeface };
  sizes: {
    coverTitle: SizeRange;
    title: SizeRange;
    subtitle: SizeRange;
    body: SizeRange;
    statement: SizeRange;
  };
  /** How much of the accent colours a panel: 0 leaves paper and draws an outline instead. */
  tint: number;
  /** Height in points of the accent rule below the header; 0 for a tinted header without a rule. */
  headerRule: number;
};

/** `amount` 0 is `base`, 1 is `color`. */
export function mixColors(color: Color, base: Color, amount: number): Color {
  const channel = (hex: Color, at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  const mixed = [1, 3, 5].map((at) =>
    Math.round(channel(base, at) + (channel(color, at) - channel(base, at)) * amount),
  );
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
