import { describe, expect, it } from "vitest";
import { type DeckContent, type DeckPolish, deckDocument } from "@/lib/contract/decks";
import { type DeckToStore, renderJson } from "./json";

const content: DeckContent = {
  title: 'A "deck" </script> ]]>',
  subtitle: null,
  language: "en",
  total_duration_minutes: 45,
  slides: [
    {
      id: "s1",
      order: 0,
      title: "Clap 👏",
      subtitle: null,
      key_points: ["Listen"],
      teacher_script: "Say\nthis",
      visual_prompt: "",
      duration_minutes: null,
      source_section: "overview",
      activity_id: null,
      standard_codes: [],
    },
  ],
};
const deck: DeckToStore = {
  presentationId: "p1",
  lessonId: "l1",
  lessonRevision: 3,
  style: "default",
  createdAt: "2026-11-24T10:00:00.000Z",
  content,
  polish: null,
};

/** The same value with the keys of every object turned round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

describe("renderJson", () => {
  it("gives a document that the published schema accepts and that holds the whole deck", () => {
    const document = deckDocument.parse(JSON.parse(renderJson(deck)));
    expect(document).toMatchObject({
      version: "p1.0",
      presentation_id: "p1",
      lesson_revision: 3,
      slide_count: 1,
    });
    expect(document).toMatchObject(content);
  });

  it("opens with the version", () => {
    expect(renderJson(deck)).toMatch(/^\{\n {2}"version": "p1\.0",\n {2}"presentation_id": "p1",/);
  });

  it("gives the same bytes whatever order the deck's keys are in", () => {
    const turned = deckDocument.pick({ title: true }).loose().parse(reversed(content));
    expect(renderJson({ ...deck, content: turned as DeckContent })).toBe(renderJson(deck));
  });

  it("tells what was polished and what was not, where that was asked for", () => {
    const polish: DeckPolish = {
      outcome: "unavailable",
      message: "Made from the outline: the language model could not be reached",
      polished_slide_ids: [],
      kept: [{ slide_id: "s1", code: "llm_unavailable", reason: "the language model could not be reached" }],
    };
    expect(deckDocument.parse(JSON.parse(renderJson({ ...deck, polish })))).toMatchObject({ polish });
    expect(JSON.parse(renderJson(deck))).not.toHaveProperty("polish");
  });

  it("refuses a deck that breaks the schema", () => {
    expect(() => renderJson({ ...deck, content: { ...content, slides: [] } })).toThrow();
  });
});
