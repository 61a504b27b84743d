/** What stands beside the points: how long a part takes and where it lies in the lesson; the standards it serves, as chips. */
import type { Slide } from "@/lib/contract/decks";
import { measureText, widthOf } from "@/lib/presentations/fonts/measure-text";
import { fillPhrase, phrasesOf } from "@/lib/presentations/outline/phrases";
import { mixColors, type StyleTokens } from "@/lib/presentations/styles/style-tokens";
import type { DeckContext } from "./deck-context";
import { fitLine } from "./fit-line";
import type { Box, Color, PageElement } from "./model";
import { CHIP_ROW, RAIL, RAIL_TEXT, rect, tintOf } from "./page-frame";
import { oneLine } from "./paragraphs";
import { placeText, type TextFrame } from "./place-text";
import { timeSegments } from "./time-bar";

const CHIP_HEIGHT = 30;
const CHIP_GAP = 8;
const CHIP_PADDING = 13;
const CHIP_SIZE = { max: 15, min: 15 };
const NUMERAL = { h: 92, size: { max: 70, min: 28 } };
const UNIT = { h: 28, size: { max: 20, min: 14 } };
const BAR = { gap: 3, h: 8, above: 14 };
const ABOVE_CHIPS = 26;

/** `kind` "panel" shows the time and all else at the right, "chips" only the codes below the points. */
export type Beside = {
  kind: "panel" | "chips" | "nothing";
  master: PageElement[];
  elements: PageElement[];
  /** Codes for which there is no room. */
  leftOver: string[];
};

export function besideOf(slide: Slide, context: DeckContext): Beside {
  const { tokens } = context;
  const accent = tokens.colors.accents[slide.source_section];
  const codes = slide.standard_codes.map(oneLine).filter((code) => code !== "");
  const { duration_minutes: minutes } = slide;
  if (minutes === null) {
    const { chips, leftOver } = chipsOf(codes, CHIP_ROW, tokens, accent);
    return { kind: chips.length === 0 ? "nothing" : "chips", master: [], elements: chips, leftOver };
  }
  const time = durationOf(minutes, tokens, accent, context.language);
  const barTop = RAIL_TEXT.y + NUMERAL.h + UNIT.h + BAR.above;
  const bar = lessonBar(slide, { ...RAIL_TEXT, y: barTop, h: BAR.h }, context, accent);
  const used = NUMERAL.h + UNIT.h + ABOVE_CHIPS + (bar.length === 0 ? 0 : BAR.above + BAR.h);
  const chipBox = { ...RAIL_TEXT, y: RAIL_TEXT.y + used, h: RAIL_TEXT.h - used };
  const { chips, leftOver } = chipsOf(codes, chipBox, tokens, accent);
  return { kind: "panel", master: panel(tokens, accent), elements: [...time, ...bar, ...chips], leftOver };
}

function panel(tokens: StyleTokens, accent: Color): PageElement[] {
  const tint = tintOf(tokens, accent);
  return [tint === null ? rect({ ...RAIL, w: tokens.headerRule }, accent) : rect(RAIL, tint)];
}

function durationOf(
  minutes: number,
  { colors, fonts }: StyleTokens,
  accent: Color,
  language: string,
): PageElement[] {
  const unit = oneLine(fillPhrase(phrasesOf(language).minutes, { n: "" }));
  const numeralBox = { ...RAIL_TEXT, h: NUMERAL.h };
  const unitBox = { ...RAIL_TEXT, y: RAIL_TEXT.y + NUMERAL.h, h: UNIT.h };
  const numeral = fitLine(String(minutes), "", numeralBox, NUMERAL.size, fonts.body, true);
  const name = fitLine(unit, "", unitBox, UNIT.size, fonts.body, false);
  const shared = { place: "page", slot: null, align: "left" } as const;
  const numeralFrame: TextFrame = {
    ...{ ...shared, ...numeralBox, role: "duration", face: "body", anchor: "bottom", color: accent },
  };
  const unitFrame: TextFrame = {
    ...{ ...shared, ...unitBox, role: "label", face: "body", anchor: "top", color: colors.ink },
  };
  return [
    placeText(numeralFrame, numeral.paragraphs, numeral.sizePt),
    placeText(unitFrame, name.paragraphs, name.sizePt),
  ];
}

/** The cover's bar in small, this part alone in colour. */
function lessonBar(slide: Slide, bar: Box, { timed, tokens }: DeckContext, accent: Color): PageElement[] {
  if (!timed.includes(slide)) return [];
  const { tint, colors } = tokens;
  const others = tint === 0 ? colors.hairline : mixColors(accent, colors.paper, tint * 2.6);
  return timeSegments(timed, bar, BAR.gap).map((segment) =>
    rect(segment.box, segment.slide === slide ? accent : others, {
      place: "page",
      radius: Math.min(segment.box.w, bar.h) / 2,
    }),
  );
}

function chipsOf(
  codes: readonly string[],
  box: Box,
  { colors, fonts }: StyleTokens,
  accent: Color,
): { chips: PageElement[]; leftOver: string[] } {
  const chips: PageElement[] = [];
  const leftOver: string[] = [];
  let { x, y } = box;
  for (const code of codes) {
    const measured = measureText([{ text: code, bold: true }], fonts.body.embedded);
    const w = widthOf(measured, { start: 0, end: code.length }, CHIP_SIZE.max) / 0.95 + 2 * CHIP_PADDING;
    if (x > box.x && x + w > box.x + box.w) {
      x = box.x;
      y += CHIP_HEIGHT + CHIP_GAP;
    }
    if (w > box.w || y + CHIP_HEIGHT > box.y + box.h) {
      leftOver.push(code);
      continue;
    }
    const label = fitLine(code, "", { w, h: CHIP_HEIGHT }, CHIP_SIZE, fonts.body, true);
    const frame: TextFrame = {
      ...{ x, y, w, h: CHIP_HEIGHT, role: "chip", place: "page", slot: null, face: "body", align: "center" },
      ...{ anchor: "middle", color: colors.onAccent, fill: accent, radius: CHIP_HEIGHT / 2 },
    };
    chips.push(placeText(frame, label.paragraphs, label.sizePt));
    x += w + CHIP_GAP;
  }
  return { chips, leftOver };
}
