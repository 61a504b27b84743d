/** The overview of a lesson: its minutes as a bar, with what the clock shows where each part begins. */
import type { Slide } from "@/lib/contract/decks";
import { fillPhrase, phrasesOf } from "@/lib/presentations/outline/phrases";
import { mutedInk } from "@/lib/presentations/styles/style-tokens";
import type { DeckContext } from "./deck-context";
import { fitLine } from "./fit-line";
import type { PageElement } from "./model";
import { PLAN_BAR, paleOf } from "./page-frame";
import { type DraftParagraph, oneLine, plainParagraph } from "./paragraphs";
import { placeText, type TextFrame } from "./place-text";
import { cornersOf, rect } from "./shapes";
import { timeSegments } from "./time-bar";

const GAP = 4;
const TICK = { below: 6, h: 28, size: { max: 18, min: 18 } };

/** Empty where too few parts say how long they take. `parts`: those that this page lists; the others are pale. */
export function planBar(parts: readonly Slide[], { tokens, timed, language }: DeckContext): PageElement[] {
  if (parts.length === 0) return [];
  const { colors, fonts } = tokens;
  const minutesOf = (n: number) => oneLine(fillPhrase(phrasesOf(language).minutes, { n }));
  const ids = new Set(parts.map(({ activity_id: id }) => id));
  const segments = timeSegments(timed, PLAN_BAR, GAP);
  const bars = segments.map(({ slide, box }) => {
    const accent = colors.accents[slide.source_section];
    return rect(box, ids.has(slide.activity_id) ? accent : paleOf(tokens, accent), {
      ...{ place: "page", radius: cornersOf(tokens, box, 8) },
      label: `${oneLine(slide.title)}: ${minutesOf(slide.duration_minutes ?? 0)}`,
    });
  });
  let clock = 0;
  let free = 0;
  const ticks = segments.flatMap(({ slide, box }) => {
    const at = clock;
    clock += slide.duration_minutes ?? 0;
    if (box.x < free) return [];
    const text = at === 0 ? minutesOf(0) : String(at);
    const width = PLAN_BAR.x + PLAN_BAR.w - box.x;
    const tickBox = { x: box.x, y: box.y + box.h + TICK.below, w: width, h: TICK.h };
    const { paragraphs, sizePt } = fitLine(text, "", tickBox, TICK.size, fonts.body, false);
    const frame: TextFrame = {
      ...{ ...tickBox, role: "label", place: "page", slot: null, face: "body", align: "left" },
      ...{ anchor: "top", color: mutedInk(tokens) },
    };
    const tick = placeText(frame, paragraphs, sizePt);
    const right = tickBox.x + (tick.paragraphs[0]?.lines[0]?.width ?? 0);
    free = right + GAP * 2;
    return [{ ...tick, w: Math.min(width, right - tickBox.x + GAP * 2) }];
  });
  return [...bars, ...ticks];
}

/** The parts in the colours of the bar, their minutes after their bold names. */
export function planParagraphs(
  points: readonly string[],
  parts: readonly Slide[],
  { tokens }: DeckContext,
): DraftParagraph[] {
  return points.map((point, at) => {
    const [, name = "", rest = ""] = /^(.*?)( ?[(（][^()（）]*[)）])?$/su.exec(oneLine(point)) ?? [];
    const section = parts[at]?.source_section ?? "activity";
    const spans = [
      { text: name, bold: true },
      { text: rest, bold: false },
    ].filter(({ text }) => text !== "");
    const mark = tokens.corners === "round" ? "●" : "■";
    const marker = { text: mark, number: null, color: tokens.colors.accents[section] };
    return { ...plainParagraph(spans, tokens.fonts.body), marker };
  });
}
