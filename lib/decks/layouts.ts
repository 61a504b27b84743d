/**
 * Decks as they were last laid out. Only a second import replaces what a deck holds (its time of change is part of the key), and laying out one of 500 slides holds the server for a third of a second:
 * it happens once for all who look at it. It happens in one go, so that nobody can ask for the same deck meanwhile.
 */
import type { DeckLayout } from "@/lib/presentations/layout/model";

/** Of all decks together, about 10 kB each in memory: 20 MB, or four of the largest decks and a hundred usual ones. */
export const MAX_PAGES = 2_000;

// Next.js bundles this module for pages and for the API; the process has one memory. The least lately asked for stands first.
const shared = globalThis as typeof globalThis & { __presentationJobsLayouts?: Map<string, DeckLayout> };
shared.__presentationJobsLayouts ??= new Map();
const layouts = shared.__presentationJobsLayouts;

/** What `draw` gives, or gave before under the same key: of a deck, its style and when it was changed. Nobody may change it. */
export function layoutOnce(key: string, draw: () => DeckLayout): DeckLayout {
  const layout = layouts.get(key) ?? draw();
  // It would drive out all others and have no room itself.
  if (layout.pages.length > MAX_PAGES) return layout;
  layouts.delete(key);
  layouts.set(key, layout);
  let pages = [...layouts.values()].reduce((sum, each) => sum + each.pages.length, 0);
  for (const [oldest, each] of layouts) {
    if (pages <= MAX_PAGES) break;
    layouts.delete(oldest);
    pages -= each.pages.length;
  }
  return layout;
}
