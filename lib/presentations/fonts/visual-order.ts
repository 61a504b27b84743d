import createBidi from "bidi-js";

const bidi = createBidi();
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\u200f\u202b\u202e\u2067]/u;

/** Part of a line, half-open in the line's own text; drawn left to right in the order given. */
export type VisualRun = { start: number; end: number; isRtl: boolean };

/** The order in which a line's parts stand on paper: PDF, unlike PowerPoint and browsers, leaves that to us. */
export function visualRuns(text: string, direction: "ltr" | "rtl"): VisualRun[] {
  if (direction === "ltr" && !RIGHT_TO_LEFT.test(text)) return [{ start: 0, end: text.length, isRtl: false }];
  const embedding = bidi.getEmbeddingLevels(text, direction);
  const runs: VisualRun[] = [];
  for (const index of bidi.getReorderedIndices(text, embedding)) {
    const isRtl = (embedding.levels[index] ?? 0) % 2 === 1;
    const last = runs.at(-1);
    if (last !== undefined && last.isRtl === isRtl && index === (isRtl ? last.start - 1 : last.end)) {
      if (isRtl) last.start = index;
      else last.end = index + 1;
    } else runs.push({ start: index, end: index + 1, isRtl });
  }
  return runs;
}

/** Brackets of right-to-left text point the other way. */
export function mirrored(text: string): string {
  return text.replace(/[()[\]{}<>«»‹›]/g, (char) => bidi.getMirroredCharacter(char) ?? char);
}
