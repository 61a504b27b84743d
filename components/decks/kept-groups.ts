import type { DeckPolish, KeptCode, Slide } from "@/lib/contract/decks";

export type KeptGroup = {
  code: KeptCode;
  reason: string;
  /** Of the slides, in the deck's order. */
  titles: string[];
};

/** Slides that kept their words for the same reason, together; in the order of their first slides. */
export function keptGroups(
  kept: DeckPolish["kept"],
  slides: readonly Pick<Slide, "id" | "title">[],
): KeptGroup[] {
  const titles = new Map(slides.map(({ id, title }) => [id, title]));
  const groups = new Map<string, KeptGroup>();
  for (const { slide_id, code, reason } of kept) {
    const group = groups.get(reason) ?? { code, reason, titles: [] };
    group.titles.push(titles.get(slide_id) ?? slide_id);
    groups.set(reason, group);
  }
  return [...groups.values()];
}
