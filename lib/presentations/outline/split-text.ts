/** Cuts long text into pieces that a slide can show, at the best border there is. */
import { charWidth, textWidth } from "./text-width";

/** Borders from best to worst; each pattern matches what may stand just before a cut. */
const borders = [
  /[.!?…]["”’»)\]]*\s$|[。！？][”’」』）]*$/u,
  /[;:,–—]\s$|[；：，、]$/u,
  /\s$|\p{Script=Han}$|\p{Script=Hiragana}$|\p{Script=Katakana}$/u,
] as const;

/** A border earlier than this share of the room would leave the piece too empty. */
const EARLIEST = 0.4;
/** What the end of a piece is judged by: a border and the closing quotes before it. */
const BORDER_LENGTH = 6;

/**
 * Pieces of at most `room` (letters, see textWidth) that joined by a space, or by nothing inside a word, give the text again.
 * Cut at the end of a sentence, else of a clause, else of a word; only a word longer than the room is cut inside.
 */
export function splitText(text: string, room: number): string[] {
  if (text.length * 2 <= room || textWidth(text) <= room) return [text];
  const pieces: string[] = [];
  let rest = text;
  while (rest !== "") {
    const cut = cutOf(rest, room);
    const piece = rest.slice(0, cut).trim();
    if (piece !== "") pieces.push(piece);
    rest = rest.slice(cut).trimStart();
  }
  return pieces;
}

const sentenceEnd = /(?<=[.!?…]["”’»)\]]{0,3})\s+|(?<=[。！？][”’」』）]{0,3})/u;

/** The sentences of a paragraph, as many to a piece as `ideal` letters hold; those longer than `room` are cut. */
export function splitParagraph(text: string, ideal: number, room: number): string[] {
  if (textWidth(text) <= ideal) return [text];
  const pieces: string[] = [];
  let piece = "";
  for (const sentence of text.split(sentenceEnd)) {
    const joined =
      piece === "" ? sentence : `${piece}${/[。！？][”’」』）]*$/u.test(piece) ? "" : " "}${sentence}`;
    if (textWidth(joined) <= ideal) {
      piece = joined;
      continue;
    }
    if (piece !== "") pieces.push(piece);
    piece = sentence;
  }
  return [...pieces, piece].filter((one) => one !== "").flatMap((one) => splitText(one, room));
}

/** The first piece of `text` with an ellipsis, or all of it where it fits. */
export function shortened(text: string, room: number): string {
  const [first = "", ...rest] = splitText(text, room - 1);
  return rest.length === 0 ? text : `${first}…`;
}

/** Where to cut, in UTF-16 units; at least one character, so that cutting ends. Reads no further than the room. */
function cutOf(text: string, room: number): number {
  const found: (number | undefined)[] = borders.map(() => undefined);
  let width = 0;
  let end = 0;
  for (const char of text.slice(0, room + 2)) {
    if (width + charWidth(char) > room && end > 0) {
      const best = found.find((at) => at !== undefined) ?? end;
      return endsInsideCluster(text, best) ? clusterStart(text, best) : best;
    }
    width += charWidth(char);
    end += char.length;
    const before = text.slice(Math.max(0, end - BORDER_LENGTH), end);
    borders.forEach((border, rank) => {
      const isFarEnough = rank === borders.length - 1 || width >= room * EARLIEST;
      if (isFarEnough && border.test(before)) found[rank] = end;
    });
  }
  return text.length;
}

/** Marks, joiners and variation selectors belong to the sign before them. */
const ATTACHED = /^(?:\p{M}|\u200d|\ufe0f|\p{Emoji_Modifier})/u;

function endsInsideCluster(text: string, at: number): boolean {
  return ATTACHED.test(text.slice(at, at + 2)) || text[at - 1] === "\u200d";
}

/** The last place before `at` where no sign is torn apart; `at` itself when there is none nearby. */
function clusterStart(text: string, at: number): number {
  for (let earlier = at - 1; earlier > Math.max(0, at - 30); earlier--) {
    const low = text.charCodeAt(earlier);
    const isLowSurrogate = low >= 0xdc00 && low <= 0xdfff;
    if (!isLowSurrogate && !endsInsideCluster(text, earlier)) return earlier;
  }
  return at;
}
