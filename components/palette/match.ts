/** What of the palette fits the words that were typed. Pure. */

export type Findable = {
  /** As it is shown. */
  name: string;
  /** Other words for it, as English ones where the interface speaks another language. */
  aliases?: readonly string[];
};

/** 2: a name or an alias begins with the words, 1: they all occur, 0: they do not. */
function rankOf(entry: Findable, words: string): number {
  const texts = [entry.name, ...(entry.aliases ?? [])].map((text) => text.toLowerCase());
  if (texts.some((text) => text.startsWith(words))) return 2;
  const whole = texts.join(" ");
  return words.split(/\s+/).every((word) => whole.includes(word)) ? 1 : 0;
}

/** The entries that fit, better ones first, equals in their order. Nothing typed: all. */
export function matching<T extends Findable>(entries: readonly T[], typed: string): T[] {
  const words = typed.trim().toLowerCase();
  return entries
    .map((entry) => ({ entry, rank: rankOf(entry, words) }))
    .filter((each) => each.rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ entry }) => entry);
}
