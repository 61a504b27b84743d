/** The pages of one slide: header, points in one or two columns, panel with time and standards. */
import type { Slide, SourceSection } from "@/lib/contract/decks";
import type { StyleTokens } from "@/lib/presentations/styles/style-tokens";
import { type Beside, besideOf } from "./beside";
import type { DeckContext } from "./deck-context";
import { type FittedLine, fitLine } from "./fit-line";
import { dealToBoxes, easyGap, fitSize, heightOf, type WrappedParagraph, wrapAll } from "./fit-text";
import type { Box, PageElement, TextElement } from "./model";
import {
  BODY_ABOVE_CHIPS,
  BODY_BESIDE_RAIL,
  COLUMNS,
  cornerRings,
  headerShapes,
  rect,
  SUBTITLE_BOX,
  TITLE_BOX,
  TITLE_BOX_ABOVE_SUBTITLE,
  WIDE_BODY,
} from "./page-frame";
import { type DraftParagraph, type MarkerKind, oneLine, plainParagraph, pointParagraphs } from "./paragraphs";
import { placeText, type TextFrame } from "./place-text";

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

/** Text that goes on over several pages is not set at the very smallest size: there is room. */
const CONTINUED_SIZE = 20;
/** The widest title suffix, assumed while the number of pages is not known. */
const ROOM_FOR_SUFFIX = " (99/99)";
const BODY_BOXES = { panel: BODY_BESIDE_RAIL, chips: BODY_ABOVE_CHIPS, nothing: WIDE_BODY };
const STATEMENT_INDENT = 28;
const STATEMENT_LINES = 4;
const RULE_WIDTH = 5;
const COLUMN_POINTS = 4;
const COLUMN_MIN_SIZE = 20;

export function contentPages(slide: Slide, context: DeckContext): DraftPage[] {
  const { tokens } = context;
  const { fonts, sizes } = tokens;
  const title = oneLine(slide.title);
  const subtitle = oneLine(slide.subtitle ?? "");
  const beside = besideOf(slide, context);
  const subtitleFit = fitSubtitle(subtitle, tokens);
  const titleBox = subtitleFit === null ? TITLE_BOX : TITLE_BOX_ABOVE_SUBTITLE;
  const isTitleCut = fitLine(title, ROOM_FOR_SUFFIX, titleBox, sizes.title, fonts.heading, true).isCut;
  const isSubtitleCut = subtitleFit?.isCut === true;
  const drafts = [
    ...whole(isTitleCut ? title : "", true, tokens),
    ...whole(isSubtitleCut ? subtitle : "", false, tokens),
    ...pointParagraphs(slide.key_points, markerOf(slide), fonts.body),
    ...whole(beside.leftOver.join(" · "), false, tokens),
  ];
  const bodies = layBodies(drafts, slide, tokens, beside.kind);
  return bodies.map((body, index) => {
    const suffix = bodies.length === 1 ? "" : ` (${index + 1}/${bodies.length})`;
    const titleFit = fitLine(title, suffix, titleBox, sizes.title, fonts.heading, true);
    return {
      part: index + 1,
      parts: bodies.length,
      master: masterName(slide.source_section, beside.kind, arrangementOf(body), subtitleFit !== null),
      elements: [
        ...headerShapes(tokens, slide.source_section),
        ...(beside.kind === "nothing" ? cornerRings(tokens, slide.source_section) : beside.master),
        ...headerText(titleFit, titleBox, subtitleFit, slide, tokens),
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
  const slots = body.flatMap((element) => (element.kind === "text" ? [element.slot] : []));
  if (slots.includes("statement")) return "statement";
  return slots.length > 1 ? "two columns" : slots.length === 0 ? "title only" : "";
}

function fitSubtitle(subtitle: string, { fonts, sizes }: StyleTokens): FittedLine | null {
  return subtitle === "" ? null : fitLine(subtitle, "", SUBTITLE_BOX, sizes.subtitle, fonts.body, false);
}

function headerText(
  title: FittedLine,
  titleBox: Box,
  subtitle: FittedLine | null,
  slide: Slide,
  { colors }: StyleTokens,
): TextElement[] {
  const shared = { place: "page", align: "left" } as const;
  const titleFrame: TextFrame = {
    ...{ ...shared, ...titleBox, role: "title", slot: "title", face: "heading", color: colors.ink },
    anchor: subtitle === null ? "middle" : "bottom",
  };
  const text = [placeText(titleFrame, title.paragraphs, title.sizePt)];
  if (subtitle !== null) {
    const accent = colors.accents[slide.source_section];
    const frame: TextFrame = {
      ...{ ...shared, ...SUBTITLE_BOX, role: "subtitle", slot: "subtitle", face: "body" },
      ...{ anchor: "top", color: accent },
    };
    text.push(placeText(frame, subtitle.paragraphs, subtitle.sizePt));
  }
  return text;
}

/** The text frames of each page: usually one page of one frame. */
function layBodies(
  drafts: readonly DraftParagraph[],
  slide: Slide,
  tokens: StyleTokens,
  beside: Beside["kind"],
): PageElement[][] {
  if (drafts.length === 0) return [[]];
  const size = tokens.sizes.body;
  const box = BODY_BOXES[beside];
  const statement = asStatement(drafts, box, slide, tokens);
  if (statement !== null) return [statement];
  const fitted = fitSize(drafts, box, size);
  const isLong = fitted === null || fitted.sizePt < size.max;
  const columns = beside === "nothing" && isLong ? inColumns(drafts, slide, tokens) : null;
  if (columns !== null) return [columns];
  if (fitted !== null) return [[bodyText(box, "body", fitted.paragraphs, fitted.sizePt, slide, tokens)]];
  const sizePt = Math.max(size.min, CONTINUED_SIZE);
  return dealToBoxes(drafts, box, sizePt).map((paragraphs) => [
    bodyText(box, "body", paragraphs, sizePt, slide, tokens),
  ]);
}

function bodyText(
  box: Box,
  slot: "body" | "body2" | "statement",
  paragraphs: readonly WrappedParagraph[],
  sizePt: number,
  slide: Slide,
  { colors }: StyleTokens,
  gap = easyGap(paragraphs, sizePt, box.h),
): TextElement {
  const frame: TextFrame = {
    ...{ ...box, role: "body", place: "page", slot, face: "body", align: "left", anchor: "top" },
    ...{ color: colors.ink, markerColor: colors.accents[slide.source_section], gap },
  };
  return placeText(frame, paragraphs, sizePt);
}

/** A single short point is set large beside a rule, as the one thing to say. */
function asStatement(
  drafts: readonly DraftParagraph[],
  box: Box,
  slide: Slide,
  tokens: StyleTokens,
): PageElement[] | null {
  const [only] = drafts;
  if (only === undefined || drafts.length > 1 || only.marker !== null) return null;
  const inset = { ...box, x: box.x + STATEMENT_INDENT, w: box.w - STATEMENT_INDENT };
  const fitted = fitSize(drafts, inset, tokens.sizes.statement);
  if (fitted === null || (fitted.paragraphs[0]?.lines.length ?? 0) > STATEMENT_LINES) return null;
  const { paragraphs, sizePt } = fitted;
  const isRtl = only.direction === "rtl";
  const text = isRtl ? { ...box, w: inset.w } : inset;
  const rule = rect(
    {
      x: isRtl ? box.x + box.w - RULE_WIDTH : box.x,
      y: box.y,
      w: RULE_WIDTH,
      h: heightOf(paragraphs, sizePt),
    },
    tokens.colors.accents[slide.source_section],
    { place: "page" },
  );
  return [rule, bodyText(text, "statement", paragraphs, sizePt, slide, tokens)];
}

/** Lists of short things read better side by side; a point stays with what is nested below it. */
function inColumns(
  drafts: readonly DraftParagraph[],
  slide: Slide,
  tokens: StyleTokens,
): TextElement[] | null {
  const starts = drafts.flatMap(({ level }, index) => (level === 0 ? [index] : []));
  if (slide.source_section !== "materials" || starts.length < COLUMN_POINTS) return null;
  const [left, right] = COLUMNS;
  const { max, min } = tokens.sizes.body;
  for (let sizePt = Math.min(max, 24); sizePt >= Math.max(min, COLUMN_MIN_SIZE); sizePt--) {
    const height = (from: number, to: number) =>
      heightOf(wrapAll(drafts.slice(from, to), left.w, sizePt), sizePt);
    const [split] = starts
      .slice(1)
      .map((at) => ({ at, height: Math.max(height(0, at), height(at, drafts.length)) }))
      .sort((one, other) => one.height - other.height);
    if (split === undefined || split.height > left.h) continue;
    const parts = [drafts.slice(0, split.at), drafts.slice(split.at)].map((part) =>
      wrapAll(part, left.w, sizePt),
    );
    const gap = Math.min(...parts.map((part) => easyGap(part, sizePt, left.h)));
    const [first = [], second = []] = parts;
    return [
      bodyText(left, "body", first, sizePt, slide, tokens, gap),
      bodyText(right, "body2", second, sizePt, slide, tokens, gap),
    ];
  }
  return null;
}
