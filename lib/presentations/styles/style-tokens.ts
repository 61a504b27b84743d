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
    /** Behind the text, and text on an accent. */
    paper: Color;
    ink: Color;
    hairline: Color;
    cover: Color;
    /** The ink or the paper, so that it is a colour of PowerPoint's theme. */
    coverInk: Color;
    /** With `cover` at most seven that are neither ink nor paper, so that each has a place in PowerPoint's theme. */
    accents: Record<SourceSection, Color>;
  };
  /** How much lighter the accents are drawn on a dark cover; 0 where they stand out as they are. */
  coverLift: number;
  fonts: { heading: Typeface; body: Typeface };
  sizes: {
    coverTitle: SizeRange;
    title: SizeRange;
    subtitle: SizeRange;
    body: SizeRange;
    statement: SizeRange;
  };
  /** How much of the accent colours a panel: 0 leaves paper and draws a line instead. */
  tint: number;
  /** What sets the title apart: a tinted band, a tinted card, a mark above it, one thick or two thin rules below. */
  header: "band" | "card" | "mark" | "rule" | "rules";
  /** The decoration of the cover, which returns pale in the corner of other pages. */
  motif: "rings" | "squares" | "confetti" | "frame" | "bars";
  /** Of chips, bars and panels. */
  corners: "round" | "square";
  coverAlign: "left" | "center";
};

/** How strong quiet text is: as in PowerPoint, the ink with a little transparency. */
export const MUTED = 0.78;

export const mutedInk = ({ colors }: StyleTokens): Color => mixColors(colors.ink, colors.paper, MUTED);

export const mutedCoverInk = ({ colors }: StyleTokens): Color =>
  mixColors(colors.coverInk, colors.cover, MUTED);

/** The section's colour on the cover. */
export const coverAccent = ({ colors, coverLift }: StyleTokens, section: SourceSection): Color =>
  lightened(colors.accents[section], coverLift);

/** `amount` 0 is `base`, 1 is `color`. */
export function mixColors(color: Color, base: Color, amount: number): Color {
  const bases = channels(base);
  return hexOf(channels(color).map((value, at) => (bases[at] ?? 0) + (value - (bases[at] ?? 0)) * amount));
}

/** Hue and saturation stay, the lightness goes `lift` of the way to white: what Office calls "lighter 40 %". */
export function lightened(color: Color, lift: number): Color {
  const rgb = channels(color).map((value) => value / 255);
  const [high, low] = [Math.max(...rgb), Math.min(...rgb)];
  const lightness = (high + low) / 2;
  const lifted = lightness * (1 - lift) + lift;
  const reach = (at: number) => Math.min(at, 1 - at);
  // Each channel's distance from the lightness grows and shrinks with the room that the lightness leaves.
  const scale = reach(lightness) === 0 ? 0 : reach(lifted) / reach(lightness);
  return hexOf(rgb.map((value) => (lifted + (value - lightness) * scale) * 255));
}

function channels(color: Color): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}

function hexOf(values: readonly number[]): Color {
  return `#${values.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;
}
