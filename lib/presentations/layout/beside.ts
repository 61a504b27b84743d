/** What stands beside the points: how long a part takes, where it lies in the lesson, who works with whom; the standards as chips. */
import type { Slide } from "@/lib/contract/decks";
import { measureText, widthOf } from "@/lib/presentations/fonts/measure-text";
import { fillPhrase, phrasesOf } from "@/lib/presentations/outline/phrases";
import type { StyleTokens } from "@/lib/presentations/styles/style-tokens";
import { chipsOf } from "./chips";
import { type DeckContext, TAUGHT } from "./deck-context";
import { type FittedLine, fitLine } from "./fit-line";
import { type Grouping, groupingsOf } from "./grouping";
import type { Box, Color, PageElement } from "./model";
import { CHIP_ROW, GROUP, GROUP_TEXT, paleOf, panel, RAIL, RAIL_TEXT } from "./page-frame";
import { oneLine } from "./paragraphs";
import { placeText, type TextFrame } from "./place-text";
import { planBar } from "./plan-bar";
import { cornersOf, rect } from "./shapes";
import { timeSegments } from "./time-bar";

const NUMERAL = { h: 92, size: { max: 70, min: 28 } };
const UNIT = { h: 28, size: { max: 20, min: 18 } };
const BAR = { gap: 3, h: 8, above: 14 };
const DOTS = { size: 11, gap: 5 };
const GROUPING = { h: 44, size: { max: 18, min: 18 } };
const ABOVE = 24;
const GROUP_NAME = { letters: 120, size: { max: 28, min: 20 } };

/**
 * "panel" shows the time and all else at the right, "group" for whom the points are at the left, "plan" the lesson's minutes above
 * the points, "chips" only the codes below them.
 */
export type Beside = {
  kind: "panel" | "group" | "plan" | "chips" | "nothing";
  master: PageElement[];
  elements: PageElement[];
  /** Codes for which there is no room. */
  leftOver: string[];
  /** Of a group: the slide's subtitle, set large. */
  name?: FittedLine;
};

export function besideOf(slide: Slide, context: DeckContext): Beside {
  const { tokens, language } = context;
  const { source_section: section, duration_minutes: minutes } = slide;
  const accent = tokens.colors.accents[section];
  const codes = slide.standard_codes.map(oneLine).filter((code) => code !== "");
  const plan = planBar(context.plans.get(slide) ?? [], context);
  if (plan.length > 0) return { kind: "plan", master: [], elements: plan, leftOver: codes };
  const name = groupName(slide, tokens);
  if (name !== null) {
    return { kind: "group", master: panel(tokens, section, GROUP), elements: [], leftOver: codes, name };
  }
  const groupings = TAUGHT.has(section)
    ? groupingsOf([slide.title, slide.subtitle ?? "", ...slide.key_points])
    : [];
  if (minutes === null && groupings.length === 0) {
    const { chips, leftOver } = chipsOf(codes, CHIP_ROW, tokens, accent);
    return { kind: chips.length === 0 ? "nothing" : "chips", master: [], elements: chips, leftOver };
  }
  const elements: PageElement[] = [];
  let { y } = RAIL_TEXT;
  if (minutes !== null) {
    elements.push(...durationOf(minutes, tokens, accent, language));
    y += NUMERAL.h + UNIT.h;
    const bar = lessonBar(slide, { ...RAIL_TEXT, y: y + BAR.above, h: BAR.h }, context, accent);
    elements.push(...bar);
    y += ABOVE + (bar.length === 0 ? 0 : BAR.above + BAR.h);
  } else y += ABOVE / 2;
  for (const grouping of groupings.slice(0, 2)) {
    elements.push(...groupingOf(grouping, y, tokens, accent, language));
    y += DOTS.size + GROUPING.h;
  }
  const chipBox = { ...RAIL_TEXT, y, h: RAIL_TEXT.y + RAIL_TEXT.h - y };
  const { chips, leftOver } = chipsOf(codes, chipBox, tokens, accent);
  return {
    ...{ kind: "panel", master: panel(tokens, section, RAIL) },
    ...{ elements: [...elements, ...chips], leftOver },
  };
}

/** Differentiation says first for whom it is. Null where the name is too long to stand large, no word of it broken. */
function groupName({ source_section: section, subtitle }: Slide, { fonts }: StyleTokens): FittedLine | null {
  const name = oneLine(subtitle ?? "");
  if (section !== "differentiation" || name === "" || name.length > GROUP_NAME.letters) return null;
  const words = name.split(" ").map((text) => {
    const measured = measureText([{ text, bold: true }], fonts.heading.embedded);
    return widthOf(measured, { start: 0, end: text.length }, 1);
  });
  const { max, min } = GROUP_NAME.size;
  const widest = Math.floor((GROUP_TEXT.w * 0.96) / Math.max(...words));
  if (widest < min) return null;
  const size = { max: Math.min(max, widest), min };
  const fitted = fitLine(name, "", GROUP_TEXT, size, fonts.heading, true);
  return fitted.isCut ? null : fitted;
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
  const others = paleOf(tokens, accent);
  return timeSegments(timed, bar, BAR.gap).map((segment) =>
    rect(segment.box, segment.slide === slide ? accent : others, {
      place: "page",
      radius: cornersOf(tokens, segment.box),
    }),
  );
}

const HEADS: Record<Grouping, number> = { alone: 1, pairs: 2, groups: 4, class: 8 };

/** A dot for each head, and in words. */
function groupingOf(
  grouping: Grouping,
  y: number,
  { colors, fonts }: StyleTokens,
  accent: Color,
  language: string,
): PageElement[] {
  const words = phrasesOf(language).groupings[grouping];
  const dots = Array.from({ length: HEADS[grouping] }, (_, at): PageElement => {
    const box = { x: RAIL_TEXT.x + at * (DOTS.size + DOTS.gap), y, w: DOTS.size, h: DOTS.size };
    return { ...rect(box, accent, { place: "page" }), kind: "ellipse" };
  });
  const box = { ...RAIL_TEXT, y: y + DOTS.size + 3, h: GROUPING.h - 12 };
  const label = fitLine(words, "", box, GROUPING.size, fonts.body, false);
  const frame: TextFrame = {
    ...{ ...box, role: "label", place: "page", slot: null, face: "body", align: "left" },
    ...{ anchor: "top", color: colors.ink },
  };
  return [...dots, placeText(frame, label.paragraphs, label.sizePt)];
}
