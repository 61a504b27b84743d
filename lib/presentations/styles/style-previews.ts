/** What each style looks like: two pages of a sample lesson, laid out as any deck is. */
import type { StylePreview } from "@/lib/contract/style-previews";
import { steadyBeat } from "@/lib/demo/lessons/steady-beat";
import { layoutDeck } from "@/lib/presentations/layout/layout-deck";
import { parseLesson } from "@/lib/presentations/lesson/parse-lesson";
import { outlineDeck } from "@/lib/presentations/outline/outline-deck";
import { DECK_STYLES } from "./deck-styles";

let made: readonly StylePreview[] | undefined;

/** In the order of the styles; made once in a process. */
export function stylePreviews(): readonly StylePreview[] {
  made ??= DECK_STYLES.map(({ id }) => ({ id, pages: sampleDeck(id) }));
  return made;
}

/** The title slide, and the first activity with steps, time and a standard. */
function sampleDeck(style: StylePreview["id"]): StylePreview["pages"] {
  const { title } = steadyBeat;
  const content = outlineDeck(parseLesson({ title, content: steadyBeat, format: "m2.0" }));
  const slides = content.slides.filter(({ duration_minutes: minutes }, at) => at === 0 || minutes !== null);
  const { pages } = layoutDeck({ ...content, slides }, style);
  const shown = [pages[0], pages.find(({ section }) => section === "activity")];
  return shown.filter((page) => page !== undefined);
}
