/** Words of a text in any language. */

const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

/** Each segment that the segmenter yields copies its whole input, so long texts must reach it in short pieces. */
const PIECE = /\S{1,200}/gu;

/** Also of languages that put no spaces between words. Takes time linear in the text. */
export function wordsOf(text: string): string[] {
  return (text.match(PIECE) ?? []).flatMap((piece) =>
    [...segmenter.segment(piece)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment),
  );
}
