import { describe, expect, test } from "vitest";
import { id } from "@/lib/contract/jobs";
import { lessonInput } from "@/lib/contract/lessons";
import { LessonParseError } from "@/lib/presentations/lesson/lesson-parse-error";
import { parseLesson } from "@/lib/presentations/lesson/parse-lesson";
import { outlineDeck } from "@/lib/presentations/outline/outline-deck";
import { type DemoLesson, demoLessons, slowLesson, tooLongLesson, veryLongLessonId } from "./demo-lessons";

const read = ({ title, content }: DemoLesson) =>
  parseLesson({ title, content, format: typeof content === "string" ? "markdown" : "m2.0" });
const lessonNamed = (name: string) => {
  const found = demoLessons.find((lesson) => lesson.id === name);
  if (found === undefined) throw new Error(`No demo lesson ${name}`);
  return read(found);
};

test("there are ten, in both formats, each under an id of its own", () => {
  expect(demoLessons).toHaveLength(10);
  expect(new Set(demoLessons.map((lesson) => lesson.id)).size).toBe(10);
  expect(new Set(demoLessons.map(({ content }) => typeof content))).toEqual(new Set(["string", "object"]));
});

describe.each([...demoLessons])("$id", (demo) => {
  const lesson = read(demo);

  test("is a lesson that the API takes", () => {
    expect(id.safeParse(demo.id).success).toBe(true);
    const { title, content, userId: user_id } = demo;
    expect(lessonInput.safeParse({ title, content, user_id }).success).toBe(true);
  });

  test("has a grade, minutes, objectives, materials, activities, an opening and an end", () => {
    expect(lesson.grade).not.toBe("");
    expect(lesson.totalMinutes).toBeGreaterThanOrEqual(30);
    expect(lesson.objectives.length).toBeGreaterThan(1);
    expect(lesson.materials.length).toBeGreaterThan(0);
    expect(lesson.activities.length).toBeGreaterThanOrEqual(3);
    expect(lesson.assessment.length).toBeGreaterThan(0);
    expect(lesson.differentiation.length).toBeGreaterThan(0);
  });

  test("plans no more and no less time than it has", () => {
    const parts = [lesson.warmup, ...lesson.activities, lesson.closure];
    expect(parts.reduce((sum, part) => sum + (part?.durationMinutes ?? 0), 0)).toBe(lesson.totalMinutes);
  });

  test("becomes a deck with every activity's title on a slide", () => {
    const titles = outlineDeck(lesson).slides.map(({ title }) => title);
    for (const { title } of lesson.activities) expect(titles).toContain(title);
  });
});

test("one is Chinese", () => {
  expect(lessonNamed("demo-jasmine-flower")).toMatchObject({
    language: "zh",
    grade: "四年级",
    totalMinutes: 40,
  });
});

test("one is very long", () => {
  const { length } = outlineDeck(lessonNamed(veryLongLessonId)).slides;
  expect(length).toBeGreaterThanOrEqual(60);
  expect(length).toBeLessThanOrEqual(120);
});

test("the hostile one keeps its markup and formulas as words, without control characters", () => {
  const text = JSON.stringify(outlineDeck(lessonNamed("demo-songs-and-symbols")).slides);
  for (const words of [
    "]]>",
    "<script>alert(",
    "=cmd()|'/C calc'!A1",
    "DROP TABLE songs",
    "שָׁלוֹם",
    "👨‍👩‍👧‍👦",
  ])
    expect(text).toContain(words);
  expect(text.replaceAll("\\n", "")).not.toMatch(/\p{Cc}|\\u00/u);
});

test("the school year makes too many slides and says so", () => {
  expect(() => outlineDeck(read(tooLongLesson))).toThrow(LessonParseError);
  expect(() => outlineDeck(read(tooLongLesson))).toThrow(
    /The lesson makes \d+ slides; a deck holds at most 500/,
  );
});

test("the slow one is nearly as long as a deck may be", () => {
  const { length } = outlineDeck(read(slowLesson)).slides;
  expect(length).toBeGreaterThan(400);
  expect(length).toBeLessThanOrEqual(500);
});
