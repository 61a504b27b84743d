/** The title slide: the lesson's name, the style's decoration, and the lesson's minutes as a bar in the sections' colours. */
import type { Slide } from "@/lib/contract/decks";
import { fillPhrase, phrasesOf } from "@/lib/presentations/outline/phrases";
import { coverAccent, mutedCoverInk, type StyleTokens } from "@/lib/presentations/styles/style-tokens";
import type { DraftPage } from "./content-pages";
import type { DeckContext } from "./deck-context";
import { type FittedLine, fitLine } from "./fit-line";
import { wrapAll } from "./fit-text";
import { type Box, PAGE_WIDTH, type PageElement, type TextElement } from "./model";
import { coverMotif } from "./motifs";
import { oneLine } from "./paragraphs";
import { placeText, type TextFrame } from "./place-text";
import { cornersOf, rect } from "./shapes";
import { timeSegments } from "./time-bar";

const LEFT = 64;
/** Left of the decoration, or in the middle of a frame. */
const COLUMN = { left: { x: LEFT, w: 566 }, center: { x: 110, w: 740 } };
const TITLE = { y: 84, h: 196 };
const RULE = { y: 294, w: 64, h: 5 };
const SUBTITLE = { y: 316, h: 56 };
const BAR = { x: LEFT, y: 442, w: PAGE_WIDTH - 2 * LEFT, h: 12 };
const SEGMENT_GAP = 4;
const LABEL_HEIGHT = 28;

export function coverPage(slide: Slide, context: DeckContext): DraftPage & { isCut: boolean } {
  const { tokens } = context;
  const { colors, fonts, sizes, coverAlign: align } = tokens;
  const column = COLUMN[align];
  const shared = { place: "page", align } as const;
  const titleBox = { ...column, ...TITLE };
  const title = fitLine(oneLine(slide.title), "", titleBox, sizes.coverTitle, fonts.heading, true);
  const balanced = inEvenLines(title, titleBox, align);
  const titleFrame: TextFrame = {
    ...{ ...shared, ...balanced.box, role: "title", slot: "title", face: "heading", anchor: "bottom" },
    color: colors.coverInk,
  };
  const text: TextElement[] = [placeText(titleFrame, balanced.paragraphs, title.sizePt)];
  const name = oneLine(slide.subtitle ?? "");
  let isSubtitleCut = false;
  if (name !== "") {
    const box = { ...column, ...SUBTITLE };
    const subtitle = fitLine(name, "", box, { max: 22, min: 18 }, fonts.body, false);
    isSubtitleCut = subtitle.isCut;
    const frame: TextFrame = {
      ...{ ...shared, ...box, role: "subtitle", slot: "subtitle", face: "body", anchor: "top" },
      color: mutedCoverInk(tokens),
    };
    text.push(placeText(frame, subtitle.paragraphs, subtitle.sizePt));
  }
  const begin = beginOf(title, align);
  const ruleLeft = {
    left: column.x,
    center: (PAGE_WIDTH - RULE.w) / 2,
    right: column.x + column.w - RULE.w,
  }[begin];
  const rule = rect({ ...RULE, x: ruleLeft }, coverAccent(tokens, "warmup"), {
    radius: cornersOf(tokens, RULE),
  });
  return {
    ...{ part: 1, parts: 1, master: name === "" ? "Title" : "Title – subtitle" },
    isCut: title.isCut || isSubtitleCut,
    elements: [...coverMotif(tokens), rule, ...text, ...timeBar(context)],
  };
}

/** Narrows the title's box as long as its lines stay as many, so that no word is left alone on the last one. */
function inEvenLines(
  { paragraphs, sizePt }: FittedLine,
  box: Box,
  align: StyleTokens["coverAlign"],
): { box: Box; paragraphs: FittedLine["paragraphs"] } {
  const drafts = paragraphs.map(({ draft }) => draft);
  const linesOf = (width: number) => {
    const wrapped = wrapAll(drafts, width, sizePt);
    return { wrapped, count: wrapped.reduce((sum, { lines }) => sum + lines.length, 0) };
  };
  const whole = linesOf(box.w);
  let best = { w: box.w, wrapped: whole.wrapped };
  for (let share = 0.95; share > 0.5; share -= 0.05) {
    const narrower = linesOf(box.w * share);
    if (narrower.count > whole.count) break;
    best = { w: box.w * share, wrapped: narrower.wrapped };
  }
  const spare = box.w - best.w;
  const x = box.x + { left: 0, center: spare / 2, right: spare }[beginOf({ paragraphs }, align)];
  return { box: { ...box, x, w: best.w }, paragraphs: best.wrapped };
}

/** Where lines begin that are set to the column's beginning: Arabic and Hebrew at its right. */
function beginOf(
  { paragraphs }: Pick<FittedLine, "paragraphs">,
  align: StyleTokens["coverAlign"],
): "left" | "center" | "right" {
  return align === "left" && paragraphs[0]?.draft.direction === "rtl" ? "right" : align;
}

/** Nothing where fewer than two parts say how long they take. */
function timeBar({ tokens, language, timed }: DeckContext): PageElement[] {
  return timeSegments(timed, BAR, SEGMENT_GAP).flatMap(({ slide, box }): PageElement[] => {
    const label = oneLine(fillPhrase(phrasesOf(language).minutes, { n: slide.duration_minutes ?? 0 }));
    const segment = rect(box, coverAccent(tokens, slide.source_section), {
      place: "page",
      radius: cornersOf(tokens, box),
      label: `${oneLine(slide.title)}: ${label}`,
    });
    const labelBox = { ...box, y: BAR.y + BAR.h + 7, h: LABEL_HEIGHT };
    const fitted = fitLine(label, "", labelBox, { max: 18, min: 18 }, tokens.fonts.body, false);
    if (fitted.isCut) return [segment];
    const frame: TextFrame = {
      ...{ ...labelBox, role: "label", place: "page", slot: null, face: "body" },
      ...{ align: "left", anchor: "top", color: mutedCoverInk(tokens) },
    };
    return [segment, placeText(frame, fitted.paragraphs, fitted.sizePt)];
  });
}
