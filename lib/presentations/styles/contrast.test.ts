import { expect, it } from "vitest";
import { sourceSection } from "@/lib/contract/decks";
import { deckStyles } from "@/lib/contract/lists";
import { deckOf } from "@/lib/presentations/layout/fixtures/sample-decks";
import { layoutDeck } from "@/lib/presentations/layout/layout-deck";
import type { Box, Page, PageElement } from "@/lib/presentations/layout/model";
import { styleTokens } from "./deck-styles";
import { coverAccent } from "./style-tokens";

/** WCAG 2.2, relative luminance. */
function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const overlap = (one: Box, other: Box) =>
  one.x < other.x + other.w &&
  other.x < one.x + one.w &&
  one.y < other.y + other.h &&
  other.y < one.y + one.h;

/** Every colour that may lie under a box: the page's, and of each shape drawn before whose box meets it. */
function under(page: Page, box: Box, before: readonly PageElement[]): string[] {
  const fills = before.flatMap((one) => (one.fill !== null && overlap(one, box) ? [one.fill] : []));
  const covers = before.filter(
    (one) =>
      one.fill !== null &&
      one.kind === "rect" &&
      one.x <= box.x &&
      one.y <= box.y &&
      one.x + one.w >= box.x + box.w &&
      one.y + one.h >= box.y + box.h,
  );
  return covers.length > 0 ? fills : [page.background, ...fills];
}

/** Text with less than 4.5:1 to anything it may stand on. */
function faint(page: Page): string[] {
  return page.elements.flatMap((element, at) => {
    if (element.kind !== "text") return [];
    const before = page.elements.slice(0, at);
    return element.paragraphs.flatMap(({ lines, sizePt, spans, marker }) =>
      lines.flatMap(({ x, baseline, width }) => {
        const box = { x, y: baseline - 0.72 * sizePt, w: width, h: 0.94 * sizePt };
        const grounds = element.fill === null ? under(page, box, before) : [element.fill];
        const colors = [...spans.map(({ color }) => color), ...(marker === null ? [] : [marker.color])];
        return grounds.flatMap((ground) =>
          colors
            .filter((color) => contrast(color, ground) < 4.5)
            .map((color) => `${page.id} ${element.role}: ${color} on ${ground}`),
        );
      }),
    );
  });
}

/** Every kind of page in every section's colour, texts as long as the page. */
const everyPage = deckOf(
  sourceSection.options.flatMap((section) => {
    const shared = {
      source_section: section,
      subtitle: "For everybody who likes to sing along",
      activity_id: section,
    };
    const key_points = Array.from({ length: 5 }, () =>
      "Clap the pattern together and echo it back ".repeat(2),
    );
    return [
      { ...shared, key_points, duration_minutes: 9, standard_codes: ["1.CR.1"] },
      { ...shared, key_points, standard_codes: ["1.CR.1"] },
      { ...shared, key_points, subtitle: null },
      { ...shared, key_points: ["Sing in pairs."] },
    ];
  }),
  { title: "A lesson with a long name that fills its place" },
);

it.each(deckStyles)("%s has no text fainter than 4.5:1 on what it stands on", (style) => {
  const { pages } = layoutDeck(everyPage, style);
  expect(pages.flatMap(faint)).toEqual([]);
});

it.each(deckStyles)("the parts of the lesson stand out on the cover of %s, 3:1", (style) => {
  const tokens = styleTokens(style);
  const low = (["warmup", "activity", "closure"] as const).filter(
    (section) => contrast(coverAccent(tokens, section), tokens.colors.cover) < 3,
  );
  expect(low).toEqual([]);
});

it.each(deckStyles)("%s has a place in PowerPoint's theme for each of its colours", (style) => {
  const { ink, paper, hairline, cover, coverInk, accents } = styleTokens(style).colors;
  expect([ink, paper]).toContain(coverInk);
  const own = new Set(
    [cover, ...Object.values(accents)].filter((color) => ![ink, paper, hairline].includes(color)),
  );
  expect(own.size).toBeLessThanOrEqual(7);
});
