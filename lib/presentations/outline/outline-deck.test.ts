import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DeckContent, deckContent } from "@/lib/contract/decks";
import type { Line, ParsedLesson } from "@/lib/contract/lessons";
import { LessonParseError } from "@/lib/presentations/lesson/lesson-parse-error";
import { parseLesson } from "@/lib/presentations/lesson/parse-lesson";
import { POINT_ROOM } from "./block-writer";
import { MAX_SLIDES, outlineDeck } from "./outline-deck";
import { PAGE_ROOM } from "./pages";
import { textWidth } from "./text-width";

const fixture = (name: string) =>
  readFileSync(new URL(`../lesson/fixtures/${name}.md`, import.meta.url), "utf8");
const lessonOf = (content: string, title = "A lesson") => parseLesson({ title, content, format: "markdown" });

/** A lesson of nothing but what a test gives it. */
function lessonWith(parts: Partial<ParsedLesson>): ParsedLesson {
  const nothing = { objectives: [], materials: [], prerequisites: [], assessment: [], differentiation: [] };
  const empty = {
    ...nothing,
    title: "Steady beat",
    grade: "",
    totalMinutes: null,
    headings: {},
    overview: [],
  };
  return {
    ...empty,
    standards: [],
    warmup: null,
    activities: [],
    closure: null,
    notes: [],
    language: "en",
    ...parts,
  };
}
const line = (text: string, kind: Line["kind"] = "item", depth = 0): Line => ({ kind, text, depth });
const items = (count: number, length = 20) =>
  Array.from({ length: count }, (_, at) => line(`Point ${at + 1} ${"la ".repeat(length / 3)}`.trim()));

/** Everything that the text of a lesson says, section by section. */
function textsOf(lesson: ParsedLesson): string[] {
  const groups = [lesson.materials, lesson.assessment, lesson.differentiation, lesson.notes].flat();
  const parts = [lesson.warmup, ...lesson.activities, lesson.closure].filter((part) => part !== null);
  return [
    lesson.title,
    ...Object.values(lesson.headings),
    ...[...lesson.overview, ...lesson.objectives, ...lesson.prerequisites].map(({ text }) => text),
    ...groups.flatMap(({ title, lines }) => [title, ...lines.map(({ text }) => text)]),
    ...parts.flatMap(({ title, context, lines }) => [title, context, ...lines.map(({ text }) => text)]),
  ];
}
const lettersOf = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, "");

/** Every text of the lesson stands in the deck letter by letter; long ones over several points that follow each other. */
function expectNothingLost(lesson: ParsedLesson, deck: DeckContent) {
  const places = [
    ...deck.slides.flatMap(({ title, subtitle }) => [title, subtitle ?? ""]),
    ...deck.slides.map(({ teacher_script }) => teacher_script),
    deck.slides.flatMap(({ key_points }) => key_points).join(""),
  ].map(lettersOf);
  const lost = textsOf(lesson).filter((text) => !places.some((place) => place.includes(lettersOf(text))));
  expect(lost).toEqual([]);
}

/** What holds for every deck, whatever the lesson. */
function expectSound(deck: DeckContent) {
  expect(deckContent.safeParse(deck).error).toBeUndefined();
  deck.slides.forEach((slide, order) => {
    expect(slide.order).toBe(order);
    expect(slide.id).toBe(`slide-${String(order + 1).padStart(2, "0")}`);
    expect(slide.title.trim()).not.toBe("");
    expect(slide.teacher_script.trim()).not.toBe("");
    expect(slide.visual_prompt.trim()).not.toBe("");
    if (order > 0) expect(slide.key_points.length).toBeGreaterThan(0);
    const widths = slide.key_points.map(textWidth);
    for (const width of widths) expect(width).toBeLessThanOrEqual(POINT_ROOM);
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(PAGE_ROOM);
  });
}

describe.each(["grade1-rhythm-patterns", "elementary-rhythm"])("the deck of %s", (name) => {
  const lesson = lessonOf(fixture(name));
  const deck = outlineDeck(lesson);

  test("is sound and leaves nothing out", () => {
    expectSound(deck);
    expectNothingLost(lesson, deck);
    expect(deck.total_duration_minutes).toBe(45);
  });

  test("shows the activities in their order, each with its minutes on its first slide only", () => {
    const activities = deck.slides.filter(
      ({ source_section, activity_id }) => source_section === "activity" && activity_id !== null,
    );
    expect(activities.filter(({ duration_minutes }) => duration_minutes === 10)).toHaveLength(3);
    expect([...new Set(activities.map(({ activity_id }) => activity_id))]).toEqual([
      "activity-1",
      "activity-2",
      "activity-3",
    ]);
    for (const { title, duration_minutes } of activities) {
      expect(duration_minutes).toBe(/\(\d\/\d\)$/.test(title) ? null : 10);
    }
  });

  test("is the same every time", () => {
    expect(outlineDeck(lessonOf(fixture(name)))).toEqual(deck);
  });
});

test("sections follow the order in which a lesson is prepared and taught", () => {
  const { slides } = outlineDeck(lessonOf(fixture("elementary-rhythm")));
  const order = slides.map(({ source_section }) => source_section);
  expect(order.filter((section, at) => section !== order[at - 1])).toEqual([
    "overview",
    "objectives",
    "materials",
    "activity",
    "warmup",
    "activity",
    "assessment",
    "differentiation",
    "closure",
    "notes",
  ]);
});

test("the script gives time, clock, standards, asides and what comes next", () => {
  const { slides } = outlineDeck(lessonOf(fixture("grade1-rhythm-patterns")));
  const slide = slides.find(({ title }) => title === "Activity 2: Create Your Own Rhythm");
  expect(slide?.teacher_script).toMatch(/^Time: 10 minutes \(minute 18 to 28 of the lesson\)\.\n/);
  expect(slide?.teacher_script).toContain("For you: Teaching Strategy from RAG: Scaffolded creation process");
  expect(slide?.teacher_script).toContain("Standards: 1.CR.1.");
  expect(slide?.teacher_script).toMatch(/\nNext: Activity 3: Rhythm Gallery Walk \(10 min\)\.$/);
  expect(slide?.standard_codes).toEqual(["1.CR.1"]);
  expect(slides.at(-1)?.teacher_script).toMatch(/This is the last slide\.$/);
});

test("a list of twelve continues on slides that say so, evenly filled", () => {
  const { slides } = outlineDeck(lessonWith({ objectives: items(12) }));
  expect(slides.slice(1).map(({ title, key_points }) => [title, key_points.length])).toEqual([
    ["Learning Objectives", 4],
    ["Learning Objectives (2/3)", 4],
    ["Learning Objectives (3/3)", 4],
  ]);
});

test("a slide takes no more text than fits, however few points that are", () => {
  const { slides } = outlineDeck(lessonWith({ objectives: items(5, 200) }));
  expect(slides.slice(1).map(({ key_points }) => key_points.length)).toEqual([2, 2, 1]);
});

test("Chinese signs count double", () => {
  const objectives = Array.from({ length: 5 }, () => line("拍".repeat(80)));
  const { slides } = outlineDeck(lessonWith({ objectives, language: "zh" }));
  expect(slides.slice(1).map(({ title, key_points }) => [title, key_points.length])).toEqual([
    ["学习目标", 3],
    ["学习目标 (2/2)", 2],
  ]);
});

test("steps keep their numbers and count on without them", () => {
  const steps = [line("Clap", "step"), { ...line("Sing", "step"), number: 7 }, line("Bow", "step")];
  const { slides } = outlineDeck(lessonWith({ objectives: steps }));
  expect(slides[1]?.key_points).toEqual(["1. Clap", "7. Sing", "8. Bow"]);
});

test("the plan of the lesson lists its parts with their minutes before they begin", () => {
  const { slides } = outlineDeck(lessonOf(fixture("grade1-rhythm-patterns")));
  const at = slides.findIndex(({ source_section }) => source_section === "warmup");
  expect(slides[at - 1]).toMatchObject({
    title: "Today’s Plan",
    key_points: [
      "Introduction/Hook (8 min)",
      "Activity 1: Rhythm Pattern Exploration (10 min)",
      "Activity 2: Create Your Own Rhythm (10 min)",
      "Activity 3: Rhythm Gallery Walk (10 min)",
      "Closure/Reflection (7 min)",
    ],
    ...{ duration_minutes: null, source_section: "activity", activity_id: null },
  });
});

test("what an activity lists is counted, unless it counts already, ticks, or states a fact", () => {
  const pointsOf = (lines: Line[]) => {
    const activity = { id: "a", title: "Echo", context: "", durationMinutes: 5, standardCodes: [] };
    return outlineDeck(lessonWith({ activities: [{ ...activity, lines }] })).slides[1]?.key_points;
  };
  const list = [line("Materials: drums"), line("Clap"), line("softly", "item", 1), line("Echo")];
  expect(pointsOf(list)).toEqual(["Materials: drums", "1. Clap", "– softly", "2. Echo"]);
  expect(pointsOf([line("Clap", "step"), line("Sing")])).toEqual(["1. Clap", "Sing"]);
  expect(pointsOf([line("☐ Clap"), line("☐ Sing")])).toEqual(["☐ Clap", "☐ Sing"]);
  expect(pointsOf([line("Clap")])).toEqual(["Clap"]);
  expect(pointsOf([line("Hook", "heading"), line("Clap"), line("Sing")])).toEqual(["1. Clap", "2. Sing"]);
});

test("a sub-heading is the subtitle of its points", () => {
  const objectives = [line("Singing", "heading"), ...items(2), line("Playing", "heading"), ...items(2)];
  const { slides } = outlineDeck(lessonWith({ objectives }));
  expect(slides.slice(1).map(({ subtitle }) => subtitle)).toEqual(["Singing", "Playing"]);
});

test("sub-headings with one short point each share a slide", () => {
  const differentiation = ["Support", "Challenge"].map((title) => ({
    title,
    lines: [line(`${title} cards`)],
  }));
  const { slides } = outlineDeck(lessonWith({ differentiation }));
  expect(slides).toHaveLength(2);
  expect(slides[1]?.key_points).toEqual(["Support: Support cards", "Challenge: Challenge cards"]);
});

test("a long paragraph becomes a point for each sentence or two", () => {
  const text =
    "Play each theme once. The children lay down the card that they think is right, and may change their mind. Give no answers yet; write down what they say about the sound.";
  const { slides } = outlineDeck(lessonWith({ objectives: [line(text, "text")] }));
  expect(slides[1]?.key_points).toEqual([
    "Play each theme once. The children lay down the card that they think is right, and may change their mind.",
    "Give no answers yet; write down what they say about the sound.",
  ]);
  expect(slides[1]?.teacher_script).toContain(text);
});

test("the title slide says grade and minutes", () => {
  const subtitle = (parts: Partial<ParsedLesson>) => outlineDeck(lessonWith(parts)).slides[0]?.subtitle;
  expect(subtitle({ grade: "4", totalMinutes: 45 })).toBe("Grade 4 · 45 min");
  expect(subtitle({ grade: "四", totalMinutes: 45, language: "zh" })).toBe("四 · 45 分钟");
  expect(subtitle({ grade: "1st Grade" })).toBe("1st Grade");
  expect(subtitle({})).toBeNull();
});

test("a label leads its first entry; a long list below it is a part of its own", () => {
  const short = [line("Ask:"), line("Why?", "item", 1), line("How?", "item", 1), line("Wait.")];
  const long = [
    line("Look for:"),
    ...["a", "b", "c", "d"].map((text) => line(text, "item", 1)),
    line("Wait."),
  ];
  expect(outlineDeck(lessonWith({ objectives: short })).slides[1]?.key_points).toEqual([
    "Ask: Why?",
    "– How?",
    "Wait.",
  ]);
  const { slides } = outlineDeck(lessonWith({ objectives: long }));
  expect(slides[1]).toMatchObject({ subtitle: "Look for", key_points: ["a", "b", "c", "d"] });
  expect(slides[2]).toMatchObject({ subtitle: null, key_points: ["Wait."] });
});

test("a wide table shows its rows; its header is for the teacher", () => {
  const rows = [line("Skill | Yes | No", "row"), line("Beat — Yes: steady; No: rushes", "row", 1)];
  const { slides } = outlineDeck(lessonWith({ assessment: [{ title: "Rubric", lines: rows }] }));
  expect(slides[1]?.key_points).toEqual(["Beat — Yes: steady; No: rushes"]);
  expect(slides[1]?.teacher_script).toContain("For you: Skill | Yes | No");
});

test("a remark without any point beside it is a point", () => {
  const { slides } = outlineDeck(lessonWith({ objectives: [line("Breathe.", "quote")] }));
  expect(slides[1]?.key_points).toEqual(["Breathe."]);
});

test("headings without text stand on a slide, too", () => {
  const notes = [{ title: "Homework", lines: [] }];
  const activities = [
    { id: "a", title: "Free play", context: "", durationMinutes: null, lines: [], standardCodes: [] },
  ];
  const lesson = lessonWith({ notes, activities });
  const deck = outlineDeck(lesson);
  expectSound(deck);
  expectNothingLost(lesson, deck);
});

test("titles too long for their place are cut there and stand in full on the slide", () => {
  const long = "A very long name ".repeat(20).trim();
  const activities = [
    { id: "a", title: long, context: "", durationMinutes: 5, lines: items(1), standardCodes: [] },
  ];
  const lesson = lessonWith({ title: long, activities });
  const deck = outlineDeck(lesson);
  for (const { title } of deck.slides) expect(textWidth(title)).toBeLessThanOrEqual(120);
  expectSound(deck);
  expectNothingLost(lesson, deck);
});

test.each(["en", "zh", "es", "de", "fr"])("the script speaks %s, every slot filled", (language) => {
  const lesson = { ...lessonOf(fixture("elementary-rhythm")), language, prerequisites: items(1) };
  for (const { teacher_script, visual_prompt } of outlineDeck(lesson).slides) {
    expect(`${teacher_script}${visual_prompt}`).not.toMatch(
      /\{(?:title|point|n|from|to|parts|codes|text|context)\}/,
    );
  }
});

test("a lesson of more than 500 slides is refused with the number it would make", () => {
  const objectives = (slides: number) => items(5 * (slides - 1));
  expect(outlineDeck(lessonWith({ objectives: objectives(MAX_SLIDES) })).slides).toHaveLength(500);
  expect(() => outlineDeck(lessonWith({ objectives: objectives(MAX_SLIDES + 1) }))).toThrow(
    new LessonParseError("The lesson makes 501 slides; a deck holds at most 500"),
  );
});

const anyText = fc.oneof(
  fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 40 }),
  fc.array(fc.constantFrom("la", "ti-ti", "Clap!", "(soft)", "节奏。", "Why?", "forte;", "x".repeat(400)), {
    minLength: 1,
    maxLength: 80,
  }),
);
const anyLine = fc.record({
  kind: fc.constantFrom<Line["kind"]>("heading", "text", "item", "step", "quote", "row"),
  text: fc.tuple(anyText, fc.constantFrom("", ":", " | a | b")).map(([all, end]) => `${all.join(" ")}${end}`),
  depth: fc.nat({ max: 3 }),
});
const lines = fc.array(anyLine, { maxLength: 8 });
const groups = fc.array(
  fc.record({
    title: fc.oneof(
      fc.constant(""),
      anyText.map((all) => all.join(" ")),
    ),
    lines,
  }),
  {
    maxLength: 3,
  },
);
const anyLesson = fc
  .record({
    overview: lines,
    objectives: lines,
    materials: groups,
    assessment: groups,
    notes: groups,
    lines,
    title: anyText,
  })
  .map(({ lines: taught, title, ...parts }) => {
    const name = title.join(" ").trim() || "Name";
    const activity = { id: "a1", title: name, context: "Part", durationMinutes: 5, standardCodes: [] };
    return lessonWith({ ...parts, title: name, activities: [{ ...activity, lines: taught }] });
  });

test("any lesson becomes a sound deck", () => {
  fc.assert(
    fc.property(anyLesson, (lesson) => expectSound(outlineDeck(lesson))),
    { numRuns: 150 },
  );
}, 60_000);

test("every text of any lesson is in its deck", () => {
  fc.assert(
    fc.property(anyLesson, (lesson) => expectNothingLost(lesson, outlineDeck(lesson))),
    { numRuns: 150 },
  );
}, 60_000);
