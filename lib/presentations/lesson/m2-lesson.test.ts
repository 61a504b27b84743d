import { describe, expect, test } from "vitest";
import { parsedLesson } from "@/lib/contract/lessons";
import { LessonParseError } from "./lesson-parse-error";
import { parseLesson } from "./parse-lesson";

const parse = (content: Record<string, unknown> | string, title = "Stored") =>
  parseLesson({ title, content, format: "m2.0" });
/** The least that is a lesson, with `content` filled as a test says. */
const withContent = (content: Record<string, unknown>) =>
  parse({ version: "m2.0", title: "Stored", content });
const textsOf = (lines: readonly { text: string }[]) => lines.map(({ text }) => text);

function refusal(document: Record<string, unknown> | string): LessonParseError {
  try {
    parse(document);
  } catch (error) {
    if (error instanceof LessonParseError) return error;
    throw error;
  }
  throw new Error("The document was read");
}

const full = {
  version: "m2.0",
  title: "Steady Beat",
  grade: "K",
  strands: ["Perform", "Respond"],
  standards: [{ code: "K.PR.1", title: "Performing", summary: "Keep a beat." }],
  objectives: ["Keep a beat", "Stop together"],
  content: {
    prerequisites: ["A song"],
    materials: ["Drum"],
    warmup: { duration_minutes: 5, steps: ["Wake up"] },
    activities: [
      {
        id: "march",
        title: "March",
        duration_minutes: 10,
        steps: ["Stand", "Walk"],
        aligned_standards: ["K.PR.1"],
      },
      { id: "rest", title: "Rest", duration_minutes: 5, steps: ["Lie down"], aligned_standards: [] },
    ],
    assessment: { formative: ["Watch the feet"], rubric: { good: "steady" } },
    differentiation: { support: ["Hold hands"], challenge: ["Lead"] },
    accommodations: ["Headphones"],
    exit_ticket: "Tap twice",
    notes: "Bring shoes",
    homework: "Listen",
    reflection: "What went well?",
    timing: { total_minutes: 20 },
  },
  citations: ["Traditional"],
  revision: 2,
};

describe("a complete m2.0 document", () => {
  const lesson = parse(full, "Steady Beat");

  test("gives facts, standards and sections", () => {
    expect(parsedLesson.safeParse(lesson).success).toBe(true);
    expect(lesson).toMatchObject({ title: "Steady Beat", grade: "K", totalMinutes: 20, language: "en" });
    expect(lesson.standards).toEqual([{ code: "K.PR.1", title: "Performing", summary: "Keep a beat." }]);
    expect(textsOf(lesson.overview)).toEqual([
      "Grade: K",
      "Duration: 20 min",
      "Strands: Perform, Respond",
      "Standards:",
      "K.PR.1 – Performing: Keep a beat.",
    ]);
    expect(lesson.assessment.map(({ title }) => title)).toEqual(["Formative", "Rubric"]);
    expect(lesson.differentiation.map(({ title }) => title)).toEqual([
      "Support",
      "Challenge",
      "Accommodations",
    ]);
    expect(lesson.notes.map(({ title }) => title)).toEqual(["Homework", "Reflection", "Notes", "Citations"]);
  });

  test("keeps the activities under their own ids, with steps and standards", () => {
    expect(lesson.warmup).toMatchObject({ title: "Warm-up", durationMinutes: 5 });
    expect(lesson.activities.map(({ id, standardCodes }) => [id, standardCodes])).toEqual([
      ["march", ["K.PR.1"]],
      ["rest", []],
    ]);
    expect(lesson.activities[0]?.lines).toEqual([
      { kind: "step", text: "Stand", depth: 0 },
      { kind: "step", text: "Walk", depth: 0 },
    ]);
    expect(lesson.closure).toMatchObject({ title: "Exit ticket", lines: [{ text: "Tap twice" }] });
  });

  test("reads the same from JSON text", () => {
    expect(parse(JSON.stringify(full), "Steady Beat")).toEqual(lesson);
  });
});

describe("what real documents do differently", () => {
  test("texts, lists and objects stand for each other", () => {
    expect(
      textsOf(withContent({ notes: "One", materials: "Drum\n- Sticks" }).materials[0]?.lines ?? []),
    ).toEqual(["Drum", "Sticks"]);
    expect(withContent({ materials: [{ item: "Claves", quantity: 12 }] }).materials[0]?.lines[0]?.text).toBe(
      "Claves (12)",
    );
    expect(withContent({ warmup: "Stretch" }).warmup?.lines[0]?.text).toBe("Stretch");
    expect(withContent({ activities: ["Just sing"] }).activities[0]).toMatchObject({
      id: "activity-1",
      title: "Activity 1",
    });
    expect(
      withContent({ differentiation: [{ group: "ELL", strategies: ["Cards"] }] }).differentiation,
    ).toEqual([{ title: "ELL", lines: [{ kind: "item", text: "Cards", depth: 0 }] }]);
  });

  test.each([
    [10, 10],
    ["10", 10],
    ["10 minutes", 10],
    ["1 hour", 60],
    [7.5, 8],
    [0, null],
    [null, null],
  ])("a duration of %j is %j minutes", (duration_minutes, minutes) => {
    const { activities } = withContent({ activities: [{ title: "A", duration_minutes, steps: ["x"] }] });
    expect(activities[0]?.durationMinutes).toBe(minutes);
  });

  test("sums the activities where no total is stated", () => {
    const activities = [5, 10].map((duration_minutes) => ({ title: "A", duration_minutes, steps: ["x"] }));
    expect(withContent({ activities }).totalMinutes).toBe(15);
    expect(
      withContent({ activities: [...activities, { title: "B", steps: ["x"] }] }).totalMinutes,
    ).toBeNull();
  });

  test("gives the same id only once", () => {
    const activities = ["a", "a", "a"].map((id) => ({ id, title: "A", steps: ["x"] }));
    expect(withContent({ activities }).activities.map(({ id }) => id)).toEqual(["a", "a-2", "a-3"]);
  });

  test("keeps unknown fields: of an activity as its parts, of the lesson as notes", () => {
    const lesson = parse({
      title: "T",
      theme_song: "La la",
      content: { field_trip: { where: "Opera", cost: 3 }, activities: [{ title: "A", coda: "Bow" }] },
    });
    expect(textsOf(lesson.activities[0]?.lines ?? [])).toEqual(["Coda", "Bow"]);
    const notes = JSON.stringify(lesson.notes);
    for (const words of ["Theme song", "La la", "Field trip", "Opera", "Cost", "3"])
      expect(notes).toContain(words);
  });

  test("its own title stays in the overview when the lesson is stored under another", () => {
    expect(parse(full, "Week 3").overview[0]).toEqual({ kind: "heading", text: "Steady Beat", depth: 0 });
    expect(parse(full, "").title).toBe("Steady Beat");
  });

  test("names its parts in the lesson's language", () => {
    const { warmup, notes } = withContent({ warmup: "全班唱歌", homework: "听一首民歌" });
    expect([warmup?.title, notes[0]?.title]).toEqual(["热身", "作业"]);
  });

  test("fields named like parts of every object are fields like others", () => {
    const lesson = parse(
      JSON.parse('{"title":"T","content":{"notes":"x","__proto__":"p","constructor":"c"}}'),
    );
    expect(JSON.stringify(lesson.notes)).toContain('"c"');
  });
});

describe("what makes no sense is refused, naming the field", () => {
  const activity = (fields: Record<string, unknown>) => ({
    content: { activities: [{ title: "A", ...fields }] },
  });
  test.each<[string, Record<string, unknown>]>([
    ["version", { version: "m3.0", content: { notes: "x" } }],
    ["content", { title: "T" }],
    ["content", { title: "T", content: "Sing" }],
    ["content", { title: "T", content: {} }],
    ["title", { title: ["T"], content: { notes: "x" } }],
    ["grade.1", { grade: ["1", {}], content: { notes: "x" } }],
    ["standards.0.code", { standards: [{ title: "Create" }], content: { notes: "x" } }],
    ["content.activities", { content: { activities: { title: "A" } } }],
    ["content.activities.1", { content: { activities: [{ title: "A" }, null] } }],
    ["content.activities.0", { content: { activities: [7] } }],
    ["content.activities.0.title", activity({ title: { en: "A" } })],
    ["content.activities.0.duration_minutes", activity({ duration_minutes: -5 })],
    ["content.activities.0.duration_minutes", activity({ duration_minutes: "soon" })],
    ["content.activities.0.duration_minutes", activity({ duration_minutes: true })],
    [
      "content.timing.total_minutes",
      { content: { notes: "x", timing: { total_minutes: Number.POSITIVE_INFINITY } } },
    ],
  ])("%s of %j", (field, document) => {
    expect(refusal(document).field).toBe(field);
  });

  test("text that is no JSON, and JSON that is no object", () => {
    expect(refusal("{").message).toMatch(/must be JSON/);
    expect(refusal("[]").message).toMatch(/must be an object/);
  });

  test("nesting and size beyond any lesson", () => {
    let deep: unknown = "x";
    for (let level = 0; level < 20_000; level++) deep = [deep];
    expect(refusal({ content: { notes: deep } }).message).toMatch(/Nested deeper/);
    expect(refusal({ content: { notes: Array(60_000).fill("") } }).message).toMatch(/more than 10000 values/);
    expect(refusal({ content: { notes: "x".repeat(1_100_000) } }).message).toMatch(/million characters/);
  });

  test("that counts the lines of its texts, too", () => {
    expect(refusal({ content: { notes: "a\n".repeat(10_001) } }).message).toMatch(/more than 10000 values/);
  });

  test("shares what the parser may do among its texts", () => {
    const source = {
      title: "T",
      content: { content: { notes: ["*Clap*", "*Sing*"] } },
      format: "m2.0",
    } as const;
    const notes = (steps: number) => textsOf(parseLesson(source, steps).notes[0]?.lines ?? []);
    expect(notes(20)).toEqual(["Clap", "Sing"]);
    expect(notes(10)).toEqual(["Clap", "*Sing*"]);
  });

  test("names thousands of activities with one id in the time of one after the other", () => {
    const ids = withContent({ activities: Array(4_000).fill({ id: "a" }) }).activities.map(({ id }) => id);
    expect(new Set(ids).size).toBe(4_000);
    expect(ids.at(-1)).toBe("a-4000");
  });
});
