/** The points of a slide as text frames: one, two columns, or one large statement; on as many pages as they need. */
import type { Slide } from "@/lib/contract/decks";
import type { StyleTokens } from "@/lib/presentations/styles/style-tokens";
import type { Beside } from "./beside";
import { dealToBoxes, easyGap, fitSize, heightOf, type WrappedParagraph, wrapAll } from "./fit-text";
import type { Box, PageElement, TextElement } from "./model";
import {
  BODY_ABOVE_CHIPS,
  BODY_BELOW_PLAN,
  BODY_BESIDE_GROUP,
  BODY_BESIDE_RAIL,
  COLUMNS,
  WIDE_BODY,
} from "./page-frame";
import type { DraftParagraph } from "./paragraphs";
import { placeText, type TextFrame } from "./place-text";
import { rect } from "./shapes";

/** Text that goes on over several pages is not set at the very smallest size: there is room. */
const CONTINUED_SIZE = 20;
const BODY_BOXES: Record<Beside["kind"], Box> = {
  panel: BODY_BESIDE_RAIL,
  group: BODY_BESIDE_GROUP,
  plan: BODY_BELOW_PLAN,
  chips: BODY_ABOVE_CHIPS,
  nothing: WIDE_BODY,
};
const STATEMENT_INDENT = 28;
const STATEMENT_LINES = 4;
const RULE_WIDTH = 5;
const COLUMN_POINTS = 4;
const COLUMN_MIN_SIZE = 20;

/** The text frames of each page: usually one page of one frame. */
export function layBodies(
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
  const [first, second] = drafts[0]?.direction === "rtl" ? [right, left] : [left, right];
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
    const [begin = [], rest = []] = parts;
    return [
      bodyText(first, "body", begin, sizePt, slide, tokens, gap),
      bodyText(second, "body2", rest, sizePt, slide, tokens, gap),
    ];
  }
  return null;
}
