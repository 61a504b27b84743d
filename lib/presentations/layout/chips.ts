/** Codes of standards as labels in the section's colour, row by row. */
import { measureText, widthOf } from "@/lib/presentations/fonts/measure-text";
import type { StyleTokens } from "@/lib/presentations/styles/style-tokens";
import { fitLine } from "./fit-line";
import type { Box, Color, PageElement } from "./model";
import { placeText, type TextFrame } from "./place-text";
import { cornersOf } from "./shapes";

const HEIGHT = 32;
const GAP = 8;
const PADDING = 12;
const SIZE = { max: 18, min: 18 };

export type Chips = {
  chips: PageElement[];
  /** Codes for which there is no room. */
  leftOver: string[];
};

export function chipsOf(codes: readonly string[], box: Box, tokens: StyleTokens, accent: Color): Chips {
  const { colors, fonts } = tokens;
  const chips: PageElement[] = [];
  const leftOver: string[] = [];
  let { x, y } = box;
  for (const code of codes) {
    const measured = measureText([{ text: code, bold: true }], fonts.body.embedded);
    const w = widthOf(measured, { start: 0, end: code.length }, SIZE.max) / 0.95 + 2 * PADDING;
    if (x > box.x && x + w > box.x + box.w) {
      x = box.x;
      y += HEIGHT + GAP;
    }
    if (w > box.w || y + HEIGHT > box.y + box.h) {
      leftOver.push(code);
      continue;
    }
    const label = fitLine(code, "", { w, h: HEIGHT }, SIZE, fonts.body, true);
    const frame: TextFrame = {
      ...{ x, y, w, h: HEIGHT, role: "chip", place: "page", slot: null, face: "body", align: "center" },
      ...{ anchor: "middle", color: colors.paper, fill: accent, radius: cornersOf(tokens, { w, h: HEIGHT }) },
    };
    chips.push(placeText(frame, label.paragraphs, label.sizePt));
    x += w + GAP;
  }
  return { chips, leftOver };
}
