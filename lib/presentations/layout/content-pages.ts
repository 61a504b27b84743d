/** The pages of one slide: header, points in one or two columns, panel with time and standards. */
import type { Slide, SourceSection } from "@/lib/contract/decks";
import type { StyleTokens } from "@/lib/presentations/styles/style-tokens";
import { type Beside, besideOf } from "./beside";
import { layBodies } from "./body-text";
import type { DeckContext } from "./deck-context";
import { type FittedLine, fitLine } from "./fit-line";
import type { Box, PageElement, TextElement } from "./model";
import { cornerMotif } from "./motifs";
import { GROUP_TEXT, headerShapes, SUBTITLE_BOX, TITLE_BOX, TITLE_BOX_ABOVE_SUBTITLE } from "./page-frame";
import { type DraftParagraph, type MarkerKind, oneLine, plainParagraph, pointParagraphs } from "./paragraphs";
import { placeText, type TextFrame } from "./place-text";
import { planParagraphs } from "./plan-bar";

/** A page before it knows its number: footer and progress are still missing. */
export type DraftPage = { part: number; parts: number; master: string; elements: PageElement[] };

const MARKERS: Record<SourceSection, MarkerKind> = {
  overview: "bullet",
  objectives: "check",
  materials: "bullet",
  warmup: "bullet",
  activity: "bullet",
  assessment: "bullet",
  differentiation: "bullet",
  closure: "bullet",
  notes: "bullet",
};

const SECTION_NAMES: Record<SourceSection, string> = {
  overview: "Overview",
  objectives: "Objectives",
  materials: "Materials",
  warmup: "Warm-up",
  activity: "Activity",
  assessment: "Assessment",
  differentiation: "Differentiation",
  closure: "Closure",
  notes: "Notes",
};

/** The widest title suffix, assumed while the number of pages is not known. */
const ROOM_FOR_SUFFIX = " (99/99)";

export function contentPages(slide: Slide, context: DeckContext): DraftPage[] {
  const { tokens } = context;
  const { fonts, sizes } = tokens;
  const title = oneLine(slide.title);
  const subtitle = oneLine(slide.subtitle ?? "");
  const beside = besideOf(slide, context);
  const subtitleFit = beside.name ?? fitSubtitle(subtitle, tokens);
  const hasLineBelow = subtitleFit !== null && beside.kind !== "group";
  const titleBox = hasLineBelow ? TITLE_BOX_ABOVE_SUBTITLE : TITLE_BOX;
  const isTitleCut = fitLine(title, ROOM_FOR_SUFFIX, titleBox, sizes.title, fonts.heading, true).isCut;
  const isSubtitleCut = subtitleFit?.isCut === true;
  const drafts = [
    ...whole(isTitleCut ? title : "", true, tokens),
    ...whole(isSubtitleCut ? subtitle : "", false, tokens),
    ...(beside.kind === "plan"
      ? planParagraphs(slide.key_points, context.plans.get(slide) ?? [], context)
      : pointParagraphs(slide.key_points, markerOf(slide), fonts.body)),
    ...whole(beside.leftOver.join(" · "), false, tokens),
  ];
  const bodies = layBodies(drafts, slide, tokens, beside.kind);
  return bodies.map((body, index) => {
    const suffix = bodies.length === 1 ? "" : ` (${index + 1}/${bodies.length})`;
    const titleFit = fitLine(title, suffix, titleBox, sizes.title, fonts.heading, true);
    return {
      part: index + 1,
      parts: bodies.length,
      master: masterName(slide.source_section, beside.kind, arrangementOf(body), hasLineBelow),
      elements: [
        ...headerShapes(tokens, slide.source_section),
        ...(beside.kind === "nothing" ? cornerMotif(tokens, slide.source_section) : beside.master),
        ...headerText(titleFit, titleBox, subtitleFit, slide, beside.kind, tokens),
        ...body,
        ...beside.elements,
      ],
    };
  });
}

function markerOf({ key_points: points, source_section: section }: Slide): MarkerKind {
  return points.length === 1 ? "none" : MARKERS[section];
}

function whole(text: string, bold: boolean, { fonts }: StyleTokens): DraftParagraph[] {
  return text === "" ? [] : [plainParagraph([{ text, bold }], fonts.body)];
}

/** Pages of one name have all their frames at the same places. */
function masterName(
  section: SourceSection,
  beside: Beside["kind"],
  arrangement: string,
  hasSubtitle: boolean,
): string {
  const features = [hasSubtitle ? "subtitle" : "", beside === "nothing" ? "" : beside, arrangement];
  const named = features.filter((feature) => feature !== "");
  return named.length === 0 ? SECTION_NAMES[section] : `${SECTION_NAMES[section]} – ${named.join(", ")}`;
}

function arrangementOf(body: readonly PageElement[]): string {
  const [first, second] = body.filter((element) => element.kind === "text");
  if (first === undefined) return "title only";
  if (first.slot === "statement") return "statement";
  return second === undefined ? "" : second.x < first.x ? "two columns from the right" : "two columns";
}

function fitSubtitle(subtitle: string, { fonts, sizes }: StyleTokens): FittedLine | null {
  return subtitle === "" ? null : fitLine(subtitle, "", SUBTITLE_BOX, sizes.subtitle, fonts.body, false);
}

function headerText(
  title: FittedLine,
  titleBox: Box,
  subtitle: FittedLine | null,
  slide: Slide,
  beside: Beside["kind"],
  { colors }: StyleTokens,
): TextElement[] {
  const shared = { place: "page", align: "left" } as const;
  const isGroup = beside === "group";
  const titleFrame: TextFrame = {
    ...{ ...shared, ...titleBox, role: "title", slot: "title", face: "heading", color: colors.ink },
    anchor: subtitle === null || isGroup ? "middle" : "bottom",
  };
  const text = [placeText(titleFrame, title.paragraphs, title.sizePt)];
  if (subtitle !== null) {
    const frame: TextFrame = {
      ...{ ...shared, ...(isGroup ? GROUP_TEXT : SUBTITLE_BOX), role: "subtitle", slot: "subtitle" },
      ...{ face: isGroup ? "heading" : "body", anchor: "top" },
      color: colors.accents[slide.source_section],
    };
    text.push(placeText(frame, subtitle.paragraphs, subtitle.sizePt));
  }
  return text;
}
