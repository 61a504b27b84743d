import { describe, expect, test } from "vitest";
import { parseLesson } from "./parse-lesson";

const parse = (content: string) => parseLesson({ title: "Stored", content, format: "markdown" });
const textsOf = (lines: readonly { text: string }[]) => lines.map(({ text }) => text);

/** What each section says, sections without a word left out. */
function sectionsOf(content: string) {
  const lesson = parse(content);
  const said = {
    overview: textsOf(lesson.overview),
    objectives: textsOf(lesson.objectives),
    materials: lesson.materials.flatMap(({ lines }) => textsOf(lines)),
    warmup: textsOf(lesson.warmup?.lines ?? []),
    activities: lesson.activities.flatMap(({ lines }) => textsOf(lines)),
    assessment: lesson.assessment.flatMap(({ lines }) => textsOf(lines)),
    closure: textsOf(lesson.closure?.lines ?? []),
    notes: lesson.notes.flatMap(({ lines }) => textsOf(lines)),
  };
  return Object.fromEntries(Object.entries(said).filter(([, texts]) => texts.length > 0));
}

/** The same lesson, its six names written by `name` and its contents by `entry`. */
function lessonWith(name: (text: string, number: number) => string, entry: (text: string) => string) {
  const parts: [string, string][] = [
    ["Objectives", "keep a beat"],
    ["Materials", "drums"],
    ["Warm-up (5 min)", "echo"],
    ["Activity 1: Rhythm circle (10 min)", "pass it on"],
    ["Assessment", "watch"],
    ["Closure (5 min)", "goodbye"],
  ];
  return parts.map(([text, content], at) => `${name(text, at + 1)}\n${entry(content)}`).join("\n\n");
}

const sorted = {
  objectives: ["keep a beat"],
  materials: ["drums"],
  warmup: ["echo"],
  activities: ["pass it on"],
  assessment: ["watch"],
  closure: ["goodbye"],
};

const roman = ["", "I", "II", "III", "IV", "V", "VI"];
const romanSign = ["", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ"];
const emoji = ["", "🎯", "⭐", "🔥", "✅", "📝", "🔹"];

test.each<[string, (text: string, number: number) => string]>([
  ["**1. Objectives**", (text, number) => `**${number}. ${text}**`],
  ["**1. Objectives:**", (text, number) => `**${number}. ${text}:**`],
  ["**1) Objectives**", (text, number) => `**${number}) ${text}**`],
  ["**1.** **Objectives**", (text, number) => `**${number}.** **${text}**`],
  ["1️⃣ **Objectives**", (text, number) => `${number}\uFE0F\u20E3 **${text}**`],
  ["**1️⃣ Objectives**", (text, number) => `**${number}\uFE0F\u20E3 ${text}**`],
  ["**① Objectives**", (text, number) => `**${"①②③④⑤⑥"[number - 1]} ${text}**`],
  ["**1. 🎯 Objectives**", (text, number) => `**${number}. ${emoji[number]} ${text}**`],
  ["**🎯 1. Objectives**", (text, number) => `**${emoji[number]} ${number}. ${text}**`],
  ["🎯 **1. Objectives**", (text, number) => `${emoji[number]} **${number}. ${text}**`],
  ["**I. Objectives**", (text, number) => `**${roman[number]}. ${text}**`],
  ["II. **Materials**", (text, number) => `${roman[number]}. **${text}**`],
  ["**Ⅱ. Materials**", (text, number) => `**${romanSign[number]}. ${text}**`],
])("takes bold numbered lines such as %s for headings", (_, name) => {
  const content = lessonWith(name, (text) => `- ${text}`);
  expect(sectionsOf(content)).toEqual(sorted);
  const { warmup, activities, closure } = parse(content);
  expect([warmup, ...activities, closure].map((part) => part?.durationMinutes)).toEqual([5, 10, 5]);
});

test.each<[string, (text: string, number: number) => string]>([
  ["1. **Objectives**", (text, number) => `${number}. **${text}**`],
  ["1. **Objectives:**", (text, number) => `${number}. **${text}:**`],
  ["1. 🎯 **Objectives**", (text, number) => `${number}. 🎯 **${text}**`],
  ["1. Objectives", (text, number) => `${number}. ${text}`],
])("takes the entries of a numbered list such as %s for headings", (_, name) => {
  expect(sectionsOf(lessonWith(name, (text) => `   - ${text}`))).toEqual(sorted);
  expect(
    sectionsOf(lessonWith(name, (text) => `   ${text.replace(/^/, "- ")}`).replaceAll("\n\n", "\n")),
  ).toEqual(sorted);
});

test("a numbered list interrupted by what its entries say is still one of headings", () => {
  const content =
    "1. **Objectives**\n\n- clap\n\n2. **Materials**\n\ndrums\n\n3. **Procedure**\n\n1. Stand\n2. Sing";
  expect(sectionsOf(content)).toEqual({
    objectives: ["clap"],
    materials: ["drums"],
    activities: ["Stand", "Sing"],
  });
});

test("a section of a numbered list keeps the shape of its entries", () => {
  const [activity] = parse(
    "1. **Objectives**\n   - a\n2. **Circle (10 min)**\n   Stand.\n   1. in\n      - deep",
  ).activities;
  expect(activity).toMatchObject({ title: "2. Circle", durationMinutes: 10 });
  expect(activity?.lines.map(({ kind, depth, text }) => [kind, depth, text])).toEqual([
    ["text", 0, "Stand."],
    ["step", 0, "in"],
    ["item", 1, "deep"],
  ]);
});

test("Chinese numerals head sections, bold as a whole or behind the number", () => {
  const content =
    "**一、教学目标**\n- 能唱\n\n**二、教学准备**\n- 钢琴\n\n三、**导入（5分钟）**\n听\n\n**四、教学过程**\n- 唱\n\n**五、作业**\n练习";
  expect(sectionsOf(content)).toEqual({
    objectives: ["能唱"],
    materials: ["钢琴"],
    warmup: ["听"],
    activities: ["唱"],
    notes: ["练习"],
  });
  expect(parse(content).warmup?.durationMinutes).toBe(5);
});

describe("what is numbered and yet no heading", () => {
  const steps = (content: string) =>
    parse(content).activities.map(({ lines }) => lines.map(({ kind, text }) => [kind, text]));

  test("objectives that open with a bold word, or are bold", () => {
    const lesson = parse(
      "## Objectives\n1. **Create** a rhythm\n2. **Clap it**\n   - well\n\n**1. Sing**\n\n**2. Play**\nsoftly",
    );
    expect(lesson.objectives.map(({ kind, text }) => [kind, text])).toEqual([
      ["step", "Create a rhythm"],
      ["step", "Clap it"],
      ["item", "well"],
      ["step", "Sing"],
      ["step", "Play"],
      ["text", "softly"],
    ]);
  });

  test("bold steps of an activity, whatever their names and times", () => {
    const list =
      "1. **Stand up**\n   - feet\n2. **Introduction**\n   - hands\n3. **Clap (2 min)**\n   - softly";
    const expected = [
      ["step", "Stand up"],
      ["item", "feet"],
      ["step", "Introduction"],
      ["item", "hands"],
      ["step", "Clap (2 min)"],
      ["item", "softly"],
    ];
    expect(steps(`## Procedure\n### Activity 1: Dance\n${list}`)).toEqual([expected]);
    expect(steps(`**Activity 1: Dance**\n\n${list}`)).toEqual([expected]);
    const paragraphs = list.replaceAll(/^(\d\.) \*\*(.*)\*\*$/gm, "\n**$1 $2**").replaceAll("   -", "-");
    expect(steps(`## Procedure\n### Activity 1: Dance\n${paragraphs}`)).toEqual([expected]);
  });

  test("steps of a numbered section, whose own count goes on after them", () => {
    const content = "**1. Procedure**\n\n**1. Stand**\nfeet\n\n**2. Clap**\nhands\n\n**3. Bow**\nlow".replace(
      "**1. Pro",
      "**5. Pro",
    );
    expect(sectionsOf(`${content}\n\n**6. Assessment**\nwatch`)).toEqual({
      activities: ["Stand", "feet", "Clap", "hands", "Bow", "low"],
      assessment: ["watch"],
    });
  });

  test("an agenda that only lists names, and names to be ticked off", () => {
    expect(
      sectionsOf("Today\n\n1. Introduction\n2. Practice\n3. Closing\n\nLet us begin.").overview,
    ).toContain("Closing");
    expect(sectionsOf("1. [ ] Materials\n   - drums").overview).toEqual(["☐ Materials", "drums"]);
  });

  test("a row of bold steps with one text below it", () => {
    expect(steps("## Procedure\n\n**1. Stand**\n**2. Clap**\n\nAll together.")).toEqual([
      [
        ["step", "Stand"],
        ["step", "Clap"],
        ["text", "All together."],
      ],
    ]);
  });
});

describe("an activity named in a plain line", () => {
  test.each(["\n\n- sing\n- clap", "\n- sing\n- clap", "\nsing\n\nclap"])(
    "keeps name and minutes before %j",
    (below) => {
      const part = (number: number, name: string) => `ACTIVITY ${number}: ${name} (15 MIN)${below}`;
      for (const above of ["OBJECTIVES\n\n- a", "## Procedure"]) {
        const { activities } = parse(`${above}\n\n${part(1, "LEARN THE SONG")}\n\n${part(2, "DANCE")}`);
        expect(
          activities.map(({ title, durationMinutes, lines }) => [title, durationMinutes, textsOf(lines)]),
        ).toEqual([
          ["ACTIVITY 1: LEARN THE SONG", 15, ["sing", "clap"]],
          ["ACTIVITY 2: DANCE", 15, ["sing", "clap"]],
        ]);
      }
    },
  );

  test("a sentence behind the name stays a sentence", () => {
    const [activity] = parse("Objectives\n\n- a\n\nActivity 1: First we sing.\n- twice").activities;
    expect([activity?.title, textsOf(activity?.lines ?? [])]).toEqual([
      "Activity 1",
      ["First we sing.", "twice"],
    ]);
  });

  test("a warm-up's time counts though its text names it", () => {
    const { warmup } = parse("Warm-up: Echo clapping (5 min)\n- a\n- b");
    expect([warmup?.title, warmup?.durationMinutes]).toEqual(["Warm-up", 5]);
    expect(textsOf(warmup?.lines ?? [])).toEqual(["Echo clapping (5 min)", "a", "b"]);
  });
});

describe("an exit ticket below the last step", () => {
  const exit = (name: string) =>
    `## Procedure\n### Step 1: Listen\na\n### Step 2: Sing\nb\n${name}\nWrite one word.`;

  test.each(["#### Exit ticket", "#### 🎟️ Exit Ticket (3 min)", "**Exit slip**"])(
    "%s closes the lesson",
    (name) => {
      const { activities, closure } = parse(exit(name));
      expect(activities.map(({ lines }) => textsOf(lines))).toEqual([["a"], ["b"]]);
      expect(textsOf(closure?.lines ?? [])).toEqual(["Write one word."]);
    },
  );

  test("a closing of an activity that others follow is a part of it", () => {
    const { activities, closure } = parse(`${exit("#### Closing")}\n### Step 3: Dance\nc`);
    expect(closure).toBeNull();
    expect(textsOf(activities[1]?.lines ?? [])).toEqual(["b", "Closing", "Write one word."]);
  });
});
