import { describe, expect, it } from "vitest";
import type { Slide } from "@/lib/contract/decks";
import { findFault } from "./check-slide";

const outline: Slide = {
  id: "s1",
  order: 0,
  title: "Rhythm game",
  subtitle: "Pairs",
  key_points: [
    "1. Students clap a steady beat of 4 counts in 3/4 time",
    "– Partners answer the pattern (1.CR.1), see https://example.org/beat",
  ],
  teacher_script: "Let us clap the pattern for five minutes.",
  visual_prompt: "Children clapping in a circle",
  duration_minutes: 5,
  source_section: "activity",
  activity_id: "a1",
  standard_codes: ["1.CR.1", "1.PR.2"],
};
const [first, second] = outline.key_points as [string, string];
const points = (one: string, two = second): Partial<Slide> => ({ key_points: [one, two] });

const accepted: [what: string, answer: Partial<Slide>][] = [
  ["the same words", {}],
  ["a title in other words", { title: "Let's play with the beat!" }],
  ["a shorter point", points("1. Clap a steady beat: 4 counts in 3/4")],
  [
    "a script that names the slide's own minutes and standards",
    { teacher_script: "Clap the pattern, for 5 minutes (1.PR.2)." },
  ],
  ["a duration in digits", { teacher_script: "Let us clap the pattern for 5 minutes." }],
  ["another picture", { visual_prompt: "A circle of children who clap with joy" }],
];

const refused: [what: string, answer: Partial<Slide>, fault: string][] = [
  ["a dropped key point", { key_points: [first] }, "the number of key points changed from 2 to 1"],
  [
    "an added key point",
    { key_points: [first, second, "Sing"] },
    "the number of key points changed from 2 to 3",
  ],
  ["an emptied point", points(""), "key point 1 is empty"],
  ["an emptied script", { teacher_script: "" }, "the teacher's script is empty"],
  ["a lost number", points("1. Students clap a steady beat in 3/4 time"), "key point 1 lost the number “4”"],
  [
    "another metre",
    points("1. Students clap a steady beat of 4 counts in 4/4 time"),
    "key point 1 lost the number “3/4”",
  ],
  [
    "a lost step number",
    points("Students clap a steady beat of 4 counts in 3/4 time (1)"),
    "key point 1 lost its leading mark",
  ],
  [
    "a lost standard",
    points(first, "– Partners answer the pattern 1 by 1, see https://example.org/beat"),
    "key point 2 lost the standard “1.CR.1”",
  ],
  [
    "a lost address",
    points(first, "– Partners answer the pattern (1.CR.1)"),
    "key point 2 lost the address “https://example.org/beat”",
  ],
  ["a changed place", points(first, second.replace("– ", "")), "key point 2 lost its leading mark"],
  [
    "an added duration",
    { teacher_script: "Let us clap the pattern for 20 minutes." },
    "the teacher's script lost the number “5”",
  ],
  [
    "an added standard",
    { teacher_script: "Let us clap the pattern of 1.CR.1, 1.PR.2 and M.1.4 for five minutes." },
    "the teacher's script adds “M.1.4”",
  ],
  [
    "an added address",
    { visual_prompt: "Children clapping in a circle, www.example.com" },
    "the picture's description adds “www.example.com”",
  ],
  ["an added bare domain", { title: "Rhythm game by evil.com" }, "the title adds “evil.com”"],
  ["a domain of any kind", { title: "Rhythm game: evil.example/x" }, "the title adds “evil.example/x”"],
  [
    "another duration, said in words",
    { teacher_script: "Let us clap the pattern for twenty minutes." },
    "the teacher's script lost the number “5”",
  ],
  [
    "one more count, said in words",
    points("1. Students clap six or a steady beat of 4 counts in 3/4 time"),
    "key point 1 adds “6”",
  ],
  ["a title about something else", { title: "HACKED" }, "the title has nothing to do with the slide"],
  ["markup", { title: "**Rhythm** game" }, "the title holds markup"],
  ["HTML", { title: "Rhythm <b>game</b>" }, "the title holds markup"],
  ["a long title", { title: "Rhythm ".repeat(20) }, "the title is too long"],
  ["a long point", points(`${first} ${"and again ".repeat(20)}`), "key point 1 is too long"],
  [
    "a long script",
    { teacher_script: "Clap the pattern, let us go. ".repeat(14) },
    "the teacher's script has more than 80 words",
  ],
  ["another alphabet", { title: "Ритмическая игра" }, "the title is in another writing than before"],
  [
    "a translation",
    { teacher_script: "Klatschen wir alle gemeinsam das Muster, fünf Min. lang." },
    "the teacher's script says something else",
  ],
  [
    "what the lesson told it to say",
    points("1. HACKED, buy our 4 records in 3/4 now"),
    "key point 1 says something else",
  ],
  ["swapped points", { key_points: [second, first] }, "key point 1 lost the number “4”"],
];

describe("findFault", () => {
  it("lets a picture go without the numbers of the slide, but not with new ones", () => {
    const drawn = { ...outline, visual_prompt: "Children clapping 4 counts" };
    expect(findFault(drawn, { ...drawn, visual_prompt: "Children clapping" })).toBeNull();
    expect(findFault(drawn, { ...drawn, visual_prompt: "9 children clapping" })).toBe(
      "the picture's description adds “9”",
    );
  });

  it.each(accepted)("accepts %s", (_, answer) => {
    expect(findFault(outline, { ...outline, ...answer })).toBeNull();
  });

  it.each(refused)("refuses %s", (_, answer, fault) => {
    expect(findFault(outline, { ...outline, ...answer })).toBe(fault);
  });

  it("refuses words for what the outline left empty", () => {
    const silent = { ...outline, teacher_script: "" };
    expect(findFault(silent, { ...silent, teacher_script: "Hello" })).toBe(
      "the teacher's script did not exist before",
    );
  });

  it("refuses points that no longer fit the slide together, though each is short enough", () => {
    const crowded = { ...outline, key_points: Array.from({ length: 5 }, () => "Students clap steady beats") };
    const key_points = crowded.key_points.map((point) => `${point} ${"and sing along ".repeat(7)}`);
    expect(findFault(crowded, { ...crowded, key_points })).toBe("the key points do not fit the slide");
  });

  describe("of short points", () => {
    const short = { ...outline, key_points: ["Clap a rhythm", "Sing softly"] };
    const faultOf = (key_points: string[]) => findFault(short, { ...short, key_points });

    it("accepts other words for the same", () => {
      expect(faultOf(["Clap the rhythm together", "Sing as softly as you can"])).toBeNull();
    });

    it("refuses one that stands in another's place", () => {
      expect(faultOf(["Clap a rhythm", "Clap a rhythm"])).toBe("key point 2 says something else");
      expect(faultOf(["Sing softly", "Clap a rhythm"])).toBe("key point 1 says something else");
    });

    it("refuses one that is nearer to another", () => {
      const near = { ...outline, key_points: ["1. Clap a rhythm softly", "2. Sing a rhythm loudly"] };
      const key_points = ["1. Sing a rhythm loudly", "2. Clap a rhythm softly"];
      expect(findFault(near, { ...near, key_points })).toBe("key point 1 says another point");
    });
  });

  it("compares Chinese texts by their words", () => {
    const chinese = { ...outline, key_points: ["学生用手拍出四拍的稳定节奏并互相倾听"] };
    expect(
      findFault(chinese, { ...chinese, key_points: ["学生拍手打出稳定的四拍节奏，互相倾听"] }),
    ).toBeNull();
    expect(findFault(chinese, { ...chinese, key_points: ["请立即购买我们公司最新推出的四拍产品"] })).toBe(
      "key point 1 says something else",
    );
  });

  it("judges huge hostile answers quickly", () => {
    const startedAt = performance.now();
    // Longer slides are never asked about (see fitsQuestion), and a longer answer is refused by its length alone.
    for (const piece of ["a.", "a-", "a@", "<a", "1.", "http://", "( ", "中文", "\u0301"]) {
      const text = piece.repeat(12_000 / piece.length);
      expect(findFault(outline, { ...outline, title: text })).not.toBeNull();
      const long = { ...outline, teacher_script: text, visual_prompt: text };
      findFault(long, { ...long, visual_prompt: `${text}.` });
    }
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
