/** Short texts with a fixed place: titles, subtitles, footers. What does not fit is cut with "…" and told so. */
import { type Measured, widthOf, wrapText } from "@/lib/presentations/fonts/measure-text";
import type { SizeRange, Typeface } from "@/lib/presentations/styles/style-tokens";
import { fitSize, heightOf, type WrappedParagraph, wrapAll } from "./fit-text";
import { type DraftParagraph, plainParagraph } from "./paragraphs";

export type FittedLine = { sizePt: number; paragraphs: WrappedParagraph[]; isCut: boolean };

/** Longer texts are cut before they are measured: no box holds this much. */
const MOST_LETTERS = 2_000;

/** Fits `text` and then `suffix`, which is never cut. */
export function fitLine(
  text: string,
  suffix: string,
  box: { w: number; h: number },
  size: SizeRange,
  face: Typeface,
  bold: boolean,
): FittedLine {
  const draft = (content: string): DraftParagraph => plainParagraph([{ text: content, bold }], face);
  if (text.length <= MOST_LETTERS) {
    const whole = fitSize([draft(text + suffix)], box, size);
    if (whole !== null) return { ...whole, isCut: false };
  }
  const end = `…${suffix}`;
  const head = text.slice(0, MOST_LETTERS);
  const { measured } = draft(head);
  const lineCount = Math.max(
    1,
    Math.floor(box.h / (heightOf(wrapAll([draft("x")], box.w, size.min), size.min) + 0.01)),
  );
  const lastLine = wrapText(measured, box.w, size.min)[lineCount - 1];
  let keep = lastLine?.end ?? head.length;
  const endWidth = widthOf(draft(end).measured, { start: 0, end: end.length }, size.min);
  while (keep > 0 && lineWidth(measured, lastLine?.start ?? 0, keep, size.min) + endWidth > box.w * 0.96)
    keep--;
  for (; keep > 0; keep--) {
    const cut = draft(head.slice(0, keep).replace(/[\s\ud800-\udbff]+$/, "") + end);
    const fitted = fitSize([cut], box, { max: size.min, min: size.min });
    if (fitted !== null) return { ...fitted, isCut: true };
  }
  return { sizePt: size.min, paragraphs: wrapAll([draft(end)], box.w, size.min), isCut: true };
}

function lineWidth(measured: Measured, start: number, end: number, sizePt: number): number {
  return end <= start ? 0 : widthOf(measured, { start, end }, sizePt);
}
