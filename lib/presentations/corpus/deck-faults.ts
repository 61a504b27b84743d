/** What must not happen on a page, measured from the same fonts that draw it. */
import type { DeckContent } from "@/lib/contract/decks";
import {
  type DeckLayout,
  PAGE_HEIGHT,
  PAGE_WIDTH,
  type Page,
  type TextElement,
} from "@/lib/presentations/layout/model";

/** Anything smaller cannot be read from the last row. */
const LEAST_SIZE = 18;
/** Points: rounding. */
const TOLERANCE = 0.5;
/** Of the size: how far letters reach above and below the baseline. */
const ABOVE_BASELINE = 0.75;
const BELOW_BASELINE = 0.29;

/** One sentence for each fault; none for a sound deck. */
export function layoutFaults({ pages }: DeckLayout): string[] {
  return pages.flatMap((page) => {
    const isCover = page.master.startsWith("Title");
    const faults = textsOf(page).flatMap(textFaults);
    if (!isCover && bodiesOf(page) === "") faults.push("has no text but its title");
    return faults.map((fault) => `${page.id} (${page.title.slice(0, 40)}) ${fault}`);
  });
}

/** What the slides say and no page shows whole: titles, subtitles and points. Points may go on from page to page. */
export function lostTexts({ slides }: DeckContent, { pages }: DeckLayout): string[] {
  return slides.flatMap((slide) => {
    const own = pages.filter(({ slideId }) => slideId === slide.id);
    const bodies = squeezed(own.map(bodiesOf).join(""));
    const single = own.flatMap((page) => textsOf(page).map((text) => squeezed(wordsOf(text))));
    const isShown = (text: string) => bodies.includes(text) || single.some((shown) => shown.includes(text));
    const names = [slide.title, slide.subtitle ?? ""].filter((text) => !isShown(squeezed(text)));
    return [...names, ...slide.key_points.filter((point) => !isShown(bare(point)))];
  });
}

/** Without the mark that a page draws as one. */
const bare = (text: string) => squeezed(text.replace(/^[–-] |[•✓☐☑✅✔]\ufe0f?/gu, ""));
const squeezed = (text: string) => text.replace(/\s/g, "");

const textsOf = ({ elements }: Page) => elements.filter((element) => element.kind === "text");

function bodiesOf(page: Page): string {
  const bodies = textsOf(page).filter(({ role }) => role === "body");
  return bodies.map(wordsOf).join("").trim();
}

const wordsOf = ({ paragraphs }: TextElement) =>
  paragraphs
    .map(({ spans, marker }) => (marker?.text ?? "") + spans.map(({ text }) => text).join(""))
    .join("");

function textFaults({ x, y, w, h, role, paragraphs }: TextElement): string[] {
  const faults: string[] = [];
  if (x < 0 || y < 0 || x + w > PAGE_WIDTH || y + h > PAGE_HEIGHT)
    faults.push(`has its ${role} off the page`);
  for (const { sizePt, lines } of paragraphs) {
    if (sizePt < LEAST_SIZE) faults.push(`sets its ${role} at ${sizePt} pt`);
    for (const line of lines) {
      const isInside =
        line.x >= x - TOLERANCE &&
        line.x + line.width <= x + w + TOLERANCE &&
        line.baseline - ABOVE_BASELINE * sizePt >= y - TOLERANCE &&
        line.baseline + BELOW_BASELINE * sizePt <= y + h + TOLERANCE;
      if (isInside) continue;
      const words = line.spans.map(({ text }) => text).join("");
      faults.push(`lets "${words.slice(0, 30)}" leave its ${role} box`);
    }
  }
  return faults;
}
