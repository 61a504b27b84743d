/** What two decks have in common and what not, slide by slide. Pure: plain data in, plain data out. */
import type { Slide } from "@/lib/contract/decks";

/** A line of text: in both decks, or only in the first (removed) or the second (added). */
export type ComparedLine = { text: string; in: "both" | "a" | "b" };

export type ComparedSlide = {
  /** Null: the other deck has no such slide. */
  a: Slide | null;
  b: Slide | null;
  title: boolean;
  subtitle: boolean;
  duration: boolean;
  points: ComparedLine[];
  notes: ComparedLine[];
  standards: ComparedLine[];
  differs: boolean;
};

/** Below it two slides are not the same slide changed, but two. */
const LEAST_LIKENESS = 3;

/**
 * Pairs the slides of two decks in order, so that the pairs are as alike as they can be together. A slide without a partner stands alone
 * where it is in its deck.
 */
export function compareSlides(a: readonly Slide[], b: readonly Slide[]): ComparedSlide[] {
  return align(a, b, likeness, LEAST_LIKENESS).map(([left, right]) => compareSlide(left, right));
}

/** The same part of the lesson counts most, then the title, then what it says. */
function likeness(a: Slide, b: Slide): number {
  if (a.source_section !== b.source_section) return 0;
  const ofActivity = a.activity_id !== null && a.activity_id === b.activity_id ? 3 : 0;
  const points = new Set(a.key_points);
  const shared = b.key_points.filter((point) => points.has(point)).length;
  return 2 + ofActivity + (a.title === b.title ? 3 : 0) + Math.min(shared, 4);
}

function compareSlide(a: Slide | null, b: Slide | null): ComparedSlide {
  const points = compareLines(a?.key_points ?? [], b?.key_points ?? []);
  const notes = compareLines(linesOf(a?.teacher_script), linesOf(b?.teacher_script));
  const standards = compareLines(a?.standard_codes ?? [], b?.standard_codes ?? []);
  const title = a?.title !== b?.title;
  const subtitle = (a?.subtitle ?? null) !== (b?.subtitle ?? null);
  const duration = (a?.duration_minutes ?? null) !== (b?.duration_minutes ?? null);
  const isChanged = [...points, ...notes, ...standards].some((line) => line.in !== "both");
  const differs = a === null || b === null || title || subtitle || duration || isChanged;
  return { a, b, title, subtitle, duration, points, notes, standards, differs };
}

const linesOf = (text = "") =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** The longest run of lines that both have, with what is between them. */
export function compareLines(a: readonly string[], b: readonly string[]): ComparedLine[] {
  return align(a, b, (left, right) => (left === right ? 1 : 0), 1).flatMap(
    ([left, right]): ComparedLine[] => {
      if (left !== null) return [{ text: left, in: right === null ? "a" : "both" }];
      return right === null ? [] : [{ text: right, in: "b" }];
    },
  );
}

/** Pairs in order with the largest sum of scores (Needleman and Wunsch, gaps for nothing); removed ones come before added ones. */
function align<T>(
  a: readonly T[],
  b: readonly T[],
  score: (a: T, b: T) => number,
  least: number,
): [T | null, T | null][] {
  const width = b.length + 1;
  const best = new Float64Array((a.length + 1) * width);
  const at = (row: number, column: number) => best[row * width + column] ?? 0;
  const scoreAt = (row: number, column: number) => {
    const [left, right] = [a[row], b[column]];
    const value = left === undefined || right === undefined ? 0 : score(left, right);
    return value >= least ? value : 0;
  };
  for (let row = a.length - 1; row >= 0; row--) {
    for (let column = b.length - 1; column >= 0; column--) {
      const paired = scoreAt(row, column);
      best[row * width + column] = Math.max(
        at(row + 1, column),
        at(row, column + 1),
        paired > 0 ? paired + at(row + 1, column + 1) : 0,
      );
    }
  }
  const pairs: [T | null, T | null][] = [];
  let [row, column] = [0, 0];
  while (row < a.length || column < b.length) {
    const paired = scoreAt(row, column);
    if (paired > 0 && at(row, column) === paired + at(row + 1, column + 1)) {
      pairs.push([a[row++] ?? null, b[column++] ?? null]);
    } else if (row < a.length && (column === b.length || at(row, column) === at(row + 1, column))) {
      pairs.push([a[row++] ?? null, null]);
    } else pairs.push([null, b[column++] ?? null]);
  }
  return pairs;
}
