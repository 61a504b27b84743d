import { Ajv2020 } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { deckJsonSchema } from "@/lib/contract/deck-schema";
import { type DeckStyle, deckStyle } from "@/lib/contract/decks";
import { layoutDeck } from "@/lib/presentations/layout/layout-deck";
import { renderJson } from "@/lib/presentations/render/json";
import { renderMarkdown } from "@/lib/presentations/render/markdown";
import { corpusLessons, deckOfLesson, sentencesOf, slidesWith } from "./corpus";
import { layoutFaults, lostTexts } from "./deck-faults";

const ajv = new Ajv2020({ allErrors: true });
addFormats.default(ajv);
const isDeck = ajv.compile(deckJsonSchema());

const lessons = corpusLessons();
const jsonOf = (content: ReturnType<typeof deckOfLesson>) =>
  renderJson({
    presentationId: "deck",
    lessonId: "lesson",
    lessonRevision: 1,
    style: "default",
    createdAt: "2026-01-02T03:04:05.000Z",
    content,
  });

test("the corpus has sixty lessons beside the two real ones, in both formats", () => {
  expect(lessons).toHaveLength(62);
  expect(lessons.filter(({ format }) => format === "m2.0").length).toBeGreaterThanOrEqual(18);
});

/** The default style, and for each lesson another one: `npm run check:decks` has them all. */
function stylesFor(at: number): DeckStyle[] {
  const others = deckStyle.options.filter((style) => style !== "default");
  return ["default", ...others.slice(at % others.length).slice(0, 1)];
}

/** "m2-ru-city-rhythm" is Russian; what has no such name is English. */
const languageOf = (name: string) =>
  /^(?:m2-)?(ar|de|el|es|fr|he|it|ja|ko|pl|pt|ru|tr|uk|vi|zh)-/.exec(name)?.[1] ?? "en";

describe.each(lessons.map((lesson, at) => [lesson.name, lesson, at] as const))("%s", (name, lesson, at) => {
  const deck = deckOfLesson(lesson);

  test("has every sentence on a slide", () => {
    const lost = sentencesOf(lesson).filter((sentence) => slidesWith(sentence, deck).length === 0);
    expect(lost).toEqual([]);
  });

  test("knows its language", () => {
    expect(deck.language).toBe(languageOf(name));
  });

  test.each(stylesFor(at))("fills every slide, overflows none and shows each text whole, in %s", (style) => {
    const layout = layoutDeck(deck, style);
    expect(layoutFaults(layout)).toEqual([]);
    expect(lostTexts(deck, layout)).toEqual([]);
  });

  test("gives the same bytes again, as JSON that the published schema accepts", () => {
    const json = jsonOf(deck);
    isDeck(JSON.parse(json));
    expect(isDeck.errors).toBeNull();
    const again = deckOfLesson(lesson);
    expect(jsonOf(again)).toBe(json);
    expect(renderMarkdown(again)).toBe(renderMarkdown(deck));
  });
});

test("the published schema refuses what is no deck", () => {
  const [lesson] = lessons;
  const deck = lesson && JSON.parse(jsonOf(deckOfLesson(lesson)));
  for (const broken of [
    { ...deck, slides: [] },
    { ...deck, version: "p2.0" },
    { ...deck, title: undefined },
  ]) {
    expect(isDeck(JSON.parse(JSON.stringify(broken)))).toBe(false);
  }
});
