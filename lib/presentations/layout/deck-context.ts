import type { DeckContent, Slide, SourceSection } from "@/lib/contract/decks";
import { listsParts } from "@/lib/presentations/outline/lists-parts";
import type { StyleTokens } from "@/lib/presentations/styles/style-tokens";

/** What every page may need to know of the whole deck. */
export type DeckContext = {
  tokens: StyleTokens;
  language: string;
  /** The slides that take time, in order; empty where a bar of them would say nothing. */
  timed: readonly Slide[];
  /** For each slide that lists what the lesson does: the slides with which its points begin, one each. */
  plans: ReadonlyMap<Slide, readonly Slide[]>;
};

/** More parts than this would be slivers. */
const MOST_SEGMENTS = 24;
export const TAUGHT: ReadonlySet<SourceSection> = new Set(["warmup", "activity", "closure"]);

export function deckContext({ slides, language }: DeckContent, tokens: StyleTokens): DeckContext {
  const timed = slides.filter(({ duration_minutes: minutes }) => minutes !== null && minutes > 0);
  return {
    ...{ tokens, language, plans: plansOf(slides) },
    timed: timed.length < 2 || timed.length > MOST_SEGMENTS ? [] : timed,
  };
}

/** An activity slide of no single activity lists them all; nothing where its points are not as many as they. */
function plansOf(slides: readonly Slide[]): Map<Slide, readonly Slide[]> {
  const plans = slides.filter(listsParts);
  const ids = new Set<string>();
  const parts = slides.filter(({ source_section: section, activity_id: id }) => {
    if (id === null || ids.has(id) || !TAUGHT.has(section)) return false;
    ids.add(id);
    return true;
  });
  const points = plans.reduce((sum, { key_points: { length } }) => sum + length, 0);
  if (points !== parts.length) return new Map();
  let from = 0;
  return new Map(
    plans.map((slide) => {
      const start = from;
      from += slide.key_points.length;
      return [slide, parts.slice(start, from)];
    }),
  );
}
