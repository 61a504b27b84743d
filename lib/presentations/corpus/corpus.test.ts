import { Ajv2020 } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { deckJsonSchema } from "@/lib/contract/deck-schema";
import { layoutDeck } from "@/lib/presentations/layout/layout-deck";
import { renderJson } from "@/lib/presentations/render/json";
import { renderMarkdown } from "@/lib/presentations/render/markdown";
import { corpusLessons, deckOfLesson, sentencesOf, slidesWith } from "./corpus";
import { layoutFaults } from "./deck-faults";

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

describe.each(lessons.map((lesson) => [lesson.name, lesson] as const))("%s", (_name, lesson) => {
  const deck = deckOfLesson(lesson);

  test("has every sentence on a slide", () => {
    const lost = sentencesOf(lesson).filter((sentence) => slidesWith(sentence, deck).length === 0);
    expect(lost).toEqual([]);
  });

  test("fills every slide and overflows none", () => {
    expect(layoutFaults(layoutDeck(deck, "default"))).toEqual([]);
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
