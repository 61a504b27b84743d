import { expect, test } from "vitest";
import { parseLesson } from "./parse-lesson";

const parse = (content: string) => parseLesson({ title: "Stored", content, format: "markdown" });
const textsOf = (lines: readonly { text: string }[]) => lines.map(({ text }) => text);
const table = (...rows: string[]) => [rows[0], "|---|---|", ...rows.slice(1)].join("\n");

const rows = [
  "| **Objective** | Students clap |",
  "| Grade | 2 |",
  "| Materials: | drums<br>sticks |",
  "| Warm-up | Echo (5 min) |",
  "| Procedure | 1. Stand<br>2. Clap |",
  "| Essential question | Why? |",
  "| Assessment | Watch |",
  "| Homework | Sing |",
];

test.each([
  ["no header", table("| | |", ...rows), []],
  ["a header", table("| Section | Details |", ...rows), ["Section | Details"]],
  ["its first row as the header", table(...rows), []],
])("a table of sections with %s is read into them", (_, content, header) => {
  const lesson = parse(`# Stored\n\n${content}\n\nSee you.`);
  expect(textsOf(lesson.overview)).toEqual([...header, "Grade: 2", "Essential question: Why?", "See you."]);
  expect(lesson.grade).toBe("2");
  expect(textsOf(lesson.objectives)).toEqual(["Students clap"]);
  expect(lesson.materials.flatMap(({ lines }) => textsOf(lines))).toEqual(["drums", "sticks"]);
  expect([lesson.warmup?.title, lesson.warmup?.durationMinutes]).toEqual(["Warm-up", 5]);
  expect(lesson.activities.map(({ lines }) => lines.map(({ kind, number }) => [kind, number]))).toEqual([
    [
      ["step", 1],
      ["step", 2],
    ],
  ]);
  expect(lesson.assessment.flatMap(({ lines }) => textsOf(lines))).toEqual(["Watch"]);
  expect(lesson.notes).toMatchObject([{ title: "Homework", lines: [{ text: "Sing" }] }]);
});

test("such a table in the overview is read alike", () => {
  const lesson = parse(`## Lesson Overview\n\n${table("| Grade | 2 |", "| Objective | clap |")}`);
  expect([textsOf(lesson.overview), textsOf(lesson.objectives)]).toEqual([["Grade: 2"], ["clap"]]);
});

test("other tables of two columns stay as they are", () => {
  const skills = parse(
    `## Assessment\n\n${table("| Skill | Points |", "| Clapping | 3 |", "| Closing | 2 |")}`,
  );
  expect(skills.assessment.flatMap(({ lines }) => textsOf(lines))).toEqual([
    "Skill | Points",
    "Clapping: 3",
    "Closing: 2",
  ]);
});
