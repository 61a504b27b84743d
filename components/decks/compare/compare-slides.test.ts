import { describe, expect, it } from "vitest";
import type { Slide } from "@/lib/contract/decks";
import { compareLines, compareSlides } from "./compare-slides";

function slide(order: number, changes: Partial<Slide> = {}): Slide {
  return {
    id: `s${order}`,
    order,
    title: `Slide ${order}`,
    subtitle: null,
    key_points: ["Clap", "Listen"],
    teacher_script: "Say hello.\nClap once.",
    visual_prompt: "",
    duration_minutes: 5,
    source_section: "activity",
    activity_id: `activity-${order}`,
    standard_codes: [],
    ...changes,
  };
}
const pairs = (a: Slide[], b: Slide[]) =>
  compareSlides(a, b).map((pair) => [pair.a?.id ?? null, pair.b?.id ?? null, pair.differs]);

describe("the slides of two decks", () => {
  it("are pairs without a difference where both are the same", () => {
    const deck = [slide(0, { source_section: "overview", activity_id: null }), slide(1), slide(2)];
    expect(pairs(deck, structuredClone(deck))).toEqual([
      ["s0", "s0", false],
      ["s1", "s1", false],
      ["s2", "s2", false],
    ]);
  });

  it("stay together when one comes in before them, which stands alone", () => {
    const added = slide(1, { id: "new", title: "New", source_section: "warmup", activity_id: null });
    const [moved, ...rest] = compareSlides(
      [slide(1), slide(2)],
      [added, { ...slide(1), order: 2 }, slide(3, { key_points: ["Walk"] })],
    );
    expect([moved?.a, moved?.b?.id]).toEqual([null, "new"]);
    expect(rest.map(({ a, b, differs }) => [a?.id, b?.id, differs])).toEqual([
      ["s1", "s1", false],
      ["s2", undefined, true],
      [undefined, "s3", true],
    ]);
  });

  it("tell what changed, and what did not", () => {
    const [found] = compareSlides(
      [slide(1)],
      [
        slide(1, {
          title: "Other",
          key_points: ["Clap", "Echo"],
          duration_minutes: 7,
          teacher_script: "Say hello.",
        }),
      ],
    );
    expect(found).toMatchObject({ title: true, subtitle: false, duration: true, differs: true });
    expect(found?.points).toEqual([
      { text: "Clap", in: "both" },
      { text: "Listen", in: "a" },
      { text: "Echo", in: "b" },
    ]);
    expect(found?.notes.map((line) => line.in)).toEqual(["both", "a"]);
  });

  it("of another part of the lesson are never a pair", () => {
    const closure = { source_section: "closure", activity_id: null } as const;
    expect(pairs([slide(1)], [slide(1, closure)])).toEqual([
      ["s1", null, true],
      [null, "s1", true],
    ]);
  });
});

it.each([
  [[], [], ""],
  [["1", "2"], [], "-1 -2"],
  [["1", "2", "3"], ["0", "2", "3", "4"], "-1 +0 2 3 +4"],
  [["x", "x"], ["x"], "x -x"],
])("lines %j and %j are %j", (a, b, shown) => {
  const signs = { both: "", a: "-", b: "+" };
  expect(
    compareLines(a, b)
      .map((line) => signs[line.in] + line.text)
      .join(" "),
  ).toBe(shown);
});
