import type { DeckContent, Slide } from "@/lib/contract/decks";
import type { StyleTokens } from "@/lib/presentations/styles/style-tokens";

/** What every page may need to know of the whole deck. */
export type DeckContext = {
  tokens: StyleTokens;
  language: string;
  /** The slides that take time, in order; empty where a bar of them would say nothing. */
  timed: readonly Slide[];
};

/** More parts than this would be slivers. */
const MOST_SEGMENTS = 24;

export function deckContext({ slides, language }: DeckContent, tokens: StyleTokens): DeckContext {
  const timed = slides.filter(({ duration_minutes: minutes }) => minutes !== null && minutes > 0);
  return { tokens, language, timed: timed.length < 2 || timed.length > MOST_SEGMENTS ? [] : timed };
}
