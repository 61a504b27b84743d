import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsedLesson } from "@/lib/contract/lessons";
import { LessonParseError } from "./lesson-parse-error";
import { markdownLines } from "./markdown-lines";
import { checkLesson, parseLesson } from "./parse-lesson";

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}.md`, import.meta.url), "utf8");
const parse = (content: string, title = "Stored title") =>
  parseLesson({ title, content, format: "markdown" });
const textsOf = (lines: readonly { text: string }[]) => lines.map(({ text }) => text);

describe("the lesson on rhythm patterns for grade 1", () => {
  const lesson = parse(fixture("grade1-rhythm-patterns"), "Rhythm Patterns");

  test("states its facts", () => {
    expect(lesson).toMatchObject({
      title: "Rhythm Patterns",
      grade: "1st Grade",
      totalMinutes: 45,
      language: "en",
    });
    expect(lesson.standards.map(({ code }) => code)).toEqual(["1.CR.1", "1.RE.1", "1.PR.1"]);
    expect(lesson.standards[1]?.summary).toBe(
      "Analyze musical works through movement, singing, or playing instruments",
    );
    expect(lesson.headings).toEqual({
      overview: "Lesson Overview",
      objectives: "Learning Objectives",
      materials: "Materials and Resources",
      assessment: "Assessment Strategies",
      differentiation: "Differentiation",
    });
  });

  test("keeps its four objectives as items, though written with check marks in one paragraph", () => {
    expect(lesson.objectives.map(({ kind }) => kind)).toEqual(["text", "item", "item", "item", "item"]);
    expect(lesson.objectives[2]?.text).toBe(
      "Create original 4-beat rhythm patterns using body percussion or classroom instruments",
    );
  });

  test("has a hook, three activities and a closure with their minutes", () => {
    const parts = [lesson.warmup, ...lesson.activities, lesson.closure];
    expect(parts.map((part) => [part?.title, part?.durationMinutes])).toEqual([
      ["Introduction/Hook", 8],
      ["Activity 1: Rhythm Pattern Exploration", 10],
      ["Activity 2: Create Your Own Rhythm", 10],
      ["Activity 3: Rhythm Gallery Walk", 10],
      ["Closure/Reflection", 7],
    ]);
    expect(lesson.activities.map(({ id }) => id)).toEqual(["activity-1", "activity-2", "activity-3"]);
    expect(lesson.activities[1]?.context).toBe("Lesson Procedure › Main Activities (30 minutes)");
    expect(lesson.activities[1]?.standardCodes).toEqual(["1.CR.1"]);
    expect(lesson.activities[0]?.lines.map(({ depth, text }) => [depth, text.slice(0, 18)])).toEqual([
      [0, "Teacher Modeling: "],
      [0, "Guided Practice:"],
      [1, "Clap “ta ta ti-ti "],
      [1, "Use instruments to"],
      [1, "Students echo with"],
      [0, "Vocabulary Reinfor"],
    ]);
  });

  test("reads the rubric inside a list as rows that speak for themselves", () => {
    const [methods, criteria] = lesson.assessment;
    expect(methods?.title).toBe("Formative Assessment Methods");
    expect(textsOf(methods?.lines ?? [])).toContain(
      "Creativity — Exceeds: Unique, expressive; Meets: Clear pattern; Approaching: Basic pattern",
    );
    expect(textsOf(methods?.lines ?? [])).toContain("☐ Creates a 4-beat rhythm pattern");
    expect(criteria?.title).toBe("Success Criteria");
  });

  test("keeps differentiation by group and every remark among the notes", () => {
    expect(lesson.differentiation.map(({ title }) => title)).toEqual([
      "For Struggling Learners",
      "For Advanced Learners",
      "For ELL/Students with Special Needs",
    ]);
    expect(lesson.notes.map(({ title }) => title)).toEqual([
      "Reflection and Extension – Student Reflection Questions",
      "Reflection and Extension – Extension Activities",
      "Reflection and Extension – Teacher Reflection",
      "",
    ]);
  });
});

describe("the lesson on elementary rhythm", () => {
  const lesson = parse(fixture("elementary-rhythm"), "Rhythm and Melody");

  test("states its facts; a title that fits every lesson is kept but names none", () => {
    expect(lesson).toMatchObject({
      title: "Rhythm and Melody",
      grade: "Elementary (Grades 2–4)",
      totalMinutes: 45,
      standards: [],
    });
    expect(lesson.overview[0]).toEqual({
      kind: "heading",
      text: "🎉 Your Personalized Music Lesson Plan",
      depth: 0,
    });
  });

  test("has a hook of 7 minutes, three activities of 10 with their steps, a closure of 8", () => {
    expect(lesson.warmup).toMatchObject({ title: "Introduction/Hook", durationMinutes: 7 });
    expect(lesson.activities.map(({ title, durationMinutes }) => [title, durationMinutes])).toEqual([
      ["Activity 1: Rhythm Creation Station", 10],
      ["Activity 2: Melody Improvisation Station", 10],
      ["Activity 3: Combine & Perform", 10],
    ]);
    for (const { lines } of lesson.activities) expect(lines.length).toBeGreaterThanOrEqual(8);
    expect(textsOf(lesson.activities[0]?.lines ?? [])[0]).toBe("Instructions");
    expect(lesson.closure).toMatchObject({ title: "Closure/Reflection", durationMinutes: 8 });
  });

  test("numbers its objectives and groups its materials", () => {
    expect(lesson.objectives.filter(({ kind }) => kind === "step").map(({ number }) => number)).toEqual([
      1, 2, 3, 4,
    ]);
    expect(lesson.materials.map(({ title, lines }) => [title, lines.length])).toEqual([
      ["Required Materials", 8],
      ["Setup Requirements", 4],
    ]);
  });

  test("keeps the rubric, the citations and the remarks of the assistant that wrote it", () => {
    const rubric = lesson.assessment.find(({ title }) => title.startsWith("Success Criteria Rubric"));
    expect(rubric?.lines).toHaveLength(5);
    expect(rubric?.lines[0]?.text).toBe("Criteria | Exceeds (4) | Meets (3) | Approaching (2) | Not Yet (1)");
    const notes = new Map(lesson.notes.map(({ title, lines }) => [title, lines]));
    expect(notes.get("Citations")).toHaveLength(4);
    expect([...notes.keys()].some((title) => title.includes("What would you like to refine"))).toBe(true);
  });
});

describe("titles", () => {
  test("the stored title names the lesson, the document's own stays in the overview", () => {
    const lesson = parse("# Syncopation Safari\n\n## Objectives\n- Clap", "Week 3");
    expect(lesson.title).toBe("Week 3");
    expect(textsOf(lesson.overview)).toEqual(["Syncopation Safari"]);
  });

  test("titles that differ in ornaments only are one", () => {
    expect(parse("# 🥁 Syncopation safari!\n\nClap.", "Syncopation Safari").overview).toEqual([
      { kind: "text", text: "Clap.", depth: 0 },
    ]);
  });

  test("without a stored title the document's own counts, then a fact, then the first words", () => {
    expect(parse("# Safari\n\nClap.", "").title).toBe("Safari");
    expect(parse("**Lesson Title: Safari**\n\nClap.", " ").title).toBe("Safari");
    expect(parse("Clap your hands.", "").title).toBe("Clap your hands.");
  });
});

test.each(["", "   \n\n", "***\n---", "🎵 🎶", "<!-- -->", "```\n```"])(
  "refuses %j: there is no word in it",
  (content) => {
    expect(() => parse(content)).toThrow(LessonParseError);
  },
);

test("a Markdown lesson that is no text is refused", () => {
  expect(() => parseLesson({ title: "x", content: {}, format: "markdown" })).toThrow(LessonParseError);
});

/** Words that no vocabulary holds, each its own: what is lost can be named. */
const word = fc.nat({ max: 0xffffff }).map((n) => `q${n.toString(36)}z`);
const words = fc.array(word, { minLength: 1, maxLength: 8 }).map((all) => all.join(" "));
const sectionName = fc.constantFrom(
  ...[
    "Lesson Overview",
    "1. 🎯 Objectives",
    "Materials",
    "Warm-up (5 min)",
    "Lesson Procedure",
    "Activity 1",
    "Assessment",
  ],
  ...[
    "**Differentiation**",
    "Closure",
    "Homework",
    "Part A",
    "Exit ticket",
    "Practice (10–15 min)",
    "Grade",
    "教学过程",
    "Einstieg",
  ],
);
const headingText = fc.oneof(
  words,
  sectionName,
  fc.tuple(sectionName, word).map(([name, own]) => `${name}: ${own}`),
);
const block = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 6 }), headingText)
    .map(([level, text]) => `${"#".repeat(level)} ${text}`),
  headingText.map((text) => `**${text}**`),
  headingText.map((text) => `${text}\n---`),
  fc
    .tuple(fc.constantFrom("1.", "2.", "⭐ 3.", "IV.", "一、"), headingText)
    .map((parts) => `**${parts.join(" ")}**`),
  fc
    .array(fc.tuple(headingText, words), { minLength: 1, maxLength: 4 })
    .map((items) => items.map(([name, text], at) => `${at + 1}. **${name}**\n   - ${text}`).join("\n")),
  fc.tuple(word, words).map(([name, text]) => `ACTIVITY 2: ${name} (15 MIN)\n${text}`),
  fc
    .array(fc.tuple(sectionName, word, words), { minLength: 1, maxLength: 4 })
    .map(
      (rows) =>
        `| | |\n|---|---|\n${rows.map(([name, ...cell]) => `| ${name} | ${cell.join("<br>")} |`).join("\n")}`,
    ),
  words,
  words.map((text) => `> ${text}`),
  fc
    .array(fc.tuple(fc.nat({ max: 3 }), words), { minLength: 1, maxLength: 6 })
    .map((items) =>
      items.map(([depth, text], index) => `${"    ".repeat(Math.min(depth, index))}- ${text}`).join("\n"),
    ),
  fc
    .array(words, { minLength: 1, maxLength: 4 })
    .map((steps) => steps.map((text, at) => `${at + 1}. ${text}`).join("\n")),
  fc.tuple(sectionName, words).map(([label, text]) => `- ${label.replaceAll("*", "")}: ${text}`),
  fc
    .array(fc.tuple(word, word, word), { minLength: 1, maxLength: 3 })
    .map((rows) =>
      ["| A | Time | C |", "|---|---|---|", ...rows.map((cells) => `| ${cells.join(" | ")} |`)].join("\n"),
    ),
  fc.constant("---"),
);
const markdown = fc.array(block, { minLength: 1, maxLength: 25 }).map((blocks) => blocks.join("\n\n"));

function expectEveryWord(content: string) {
  const lesson = parse(content);
  const found = new Set(JSON.stringify(lesson).match(/q[0-9a-z]+z/g));
  const lost = (content.match(/q[0-9a-z]+z/g) ?? []).filter((one) => !found.has(one));
  expect(lost).toEqual([]);
  expect(parsedLesson.safeParse(lesson).success).toBe(true);
}

describe("any Markdown", () => {
  test("keeps every word, whatever the headings are", () => {
    fc.assert(
      fc.property(
        markdown.filter((content) => /q[0-9a-z]+z/.test(content)),
        expectEveryWord,
      ),
      { numRuns: 400 },
    );
  }, 60_000);

  test("keeps the name of a container that only holds another section", () => {
    expectEveryWord("# 教学过程: q1z\n\n**Differentiation**: q0z\n\n1. q2z");
  });

  test("keeps every word of documents that are read line by line", () => {
    const tooHard = "[".repeat(2_000);
    fc.assert(
      fc.property(markdown, (content) => expectEveryWord(`${content}\n\nq0z ${tooHard}`)),
      { numRuns: 60 },
    );
  }, 60_000);

  test("never fails but for want of words", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), fc.string(), (content, title) => {
        try {
          parse(content, title);
        } catch (error) {
          expect(error).toBeInstanceOf(LessonParseError);
        }
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});

/** Each grows with its size; where one cost the square of it, the last sizes would not end in minutes. */
const hostile: readonly [string, (size: number) => string][] = [
  ["brackets", (size) => "[".repeat(size)],
  ["asterisks", (size) => "*a ".repeat(size / 3)],
  ["quotes", (size) => `${">".repeat(size)} a`],
  [
    "nested lists",
    (size) => Array.from({ length: Math.sqrt(size) }, (_, at) => `${"  ".repeat(at)}- a`).join("\n"),
  ],
  ["headings", (size) => "# a\n".repeat(size / 4)],
  ["empty containers", (size) => "## Lesson Procedure\n".repeat(size / 20)],
  ["warm-ups", (size) => "## Warm-up (5 min)\na\n".repeat(size / 20)],
  ["one long line", (size) => "la ".repeat(size / 3)],
  ["one long word", (size) => "a".repeat(size)],
  ["a wide table", () => `|${"a|".repeat(4_000)}\n|${"-|".repeat(4_000)}`],
  ["rows of a wide table", () => `|${"a|".repeat(500)}\n|${"-|".repeat(500)}\n${"|a|\n".repeat(2_000)}`],
  ["definitions of one name", (size) => "[a]: b\n".repeat(size / 7)],
  ["numbered steps in steps", (size) => "1. a:\n   1. b\n".repeat(size / 14)],
  ["one list just short enough for the parser", () => "1. a:\n   1. b\n".repeat(550)],
  ["bold lines in a procedure", (size) => `## Lesson Procedure\n\n${"**foo**\n\n".repeat(size / 10)}`],
  ["notes in notes", (size) => `# t\n## Homework\n${"### x\n".repeat(size / 6)}`],
  ["parts", (size) => "## Part A\n### Opening (5 min)\n".repeat(size / 32)],
  [
    "exit tickets",
    (size) => `## Lesson Procedure\n${"### Step\na\n#### Exit ticket\nb\n".repeat(size / 32)}`,
  ],
  [
    "exit tickets in one step",
    (size) => `## Lesson Procedure\n### Step\na\n${"#### Exit ticket\n".repeat(size / 17)}`,
  ],
  ["numbered bold lines just short enough for the parser", () => "**1. a**\n\n".repeat(500)],
  ["digits", (size) => "1".repeat(size)],
  ["tags", (size) => "<".repeat(size)],
  ["bold names", (size) => "**Activity 1**\n\n".repeat(size / 16)],
];

test.each(hostile)(
  "reads a quarter million characters of %s, adding no more than labels",
  (_, make) => {
    // The most lines that are read.
    const content = `word ${make(250_000)}`.split("\n", 9_000).join("\n");
    const lesson = parse(content);
    expect(JSON.stringify(lesson).length).toBeLessThan(content.length * 12 + 10_000);
  },
  30_000,
);

describe("the largest lesson", () => {
  test("has ten thousand lines; one of more is refused before it is read", () => {
    expect(parse("a\n".repeat(10_000)).overview).toHaveLength(10_000);
    expect(() => parse("a\n\n".repeat(10_001))).toThrow("The lesson holds more than 10000 lines");
    expect(() => parse(`a\n${"|".repeat(10_000)}`)).toThrow("The lesson holds more than 10000 lines");
  });

  test("is read line by line where the parser would take longer than it may", () => {
    const source = { title: "T", content: "*Clap* the beat", format: "markdown" } as const;
    expect(parseLesson(source).overview.map(({ text }) => text)).toEqual(["Clap the beat"]);
    expect(parseLesson(source, 3).overview.map(({ text }) => text)).toEqual(["*Clap* the beat"]);
  });

  test("reads a sentence without signs as the parser does", () => {
    const sentence = fc.string({ unit: fc.constantFrom(..."ab é1 ,.;:()?'’/–-%/:w."), maxLength: 20 });
    const lines = (text: string) => markdownLines(text, { left: 100 });
    fc.assert(
      // Behind a line end the parser gets it.
      fc.property(sentence, (text) => {
        expect(lines(`a${text}`)).toEqual(lines(`\na${text}`));
      }),
      { numRuns: 500 },
    );
    expect(lines("see www.a.org")).toEqual(lines("\nsee www.a.org"));
  });

  test("is checked without the parser, and refused for the same reasons", () => {
    const check = (content: string) => () => checkLesson({ title: "T", content, format: "markdown" });
    expect(check("# Clap\n\n- *the* beat")).not.toThrow();
    expect(check("---\n\n**\n")).toThrow(LessonParseError);
    expect(check("a\n".repeat(10_001))).toThrow(LessonParseError);
  });
});
