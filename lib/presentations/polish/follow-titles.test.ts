import { expect, test } from "vitest";
import type { Slide } from "@/lib/contract/decks";
import { parseLesson } from "../lesson/parse-lesson";
import { outlineDeck } from "../outline/outline-deck";
import { followTitles } from "./follow-titles";

const content = `# Beat

## Warm-up: Clap (5 min)

- Clap the beat.

## Activity 1: Clap again (10 min)

- Clap again with partners.

## Closure: Sing. (5 min)

- Sing the song.
`;
const { slides } = outlineDeck(parseLesson({ title: "Beat", format: "markdown", content }));
const named = (titles: Record<string, string>) =>
  slides.map((slide): Slide => ({ ...slide, title: titles[slide.title] ?? slide.title }));
const texts = (all: readonly Slide[]) =>
  all.map(({ teacher_script, key_points }) => [teacher_script, ...key_points].join("\n")).join("\n");

test("a new title is followed by the transition before it, the plan and the cover, and by nothing else", () => {
  const [first, second] = slides.filter(
    ({ source_section: section, activity_id: id }) => id !== null && section !== "closure",
  );
  if (first === undefined || second === undefined) throw new Error("the lesson has no parts");
  // Each takes the other's name.
  const after = followTitles(
    slides,
    named({ [first.title]: second.title, [second.title]: `${first.title} $& now` }),
  );
  const before = texts(slides);
  const count = (text: string, part: string) => text.split(part).length - 1;
  const names = count(before, `${second.title} (`);
  expect(names).toBeGreaterThan(2);
  expect(count(texts(after), `${first.title} $& now (`)).toBe(names);
  expect(texts(after)).toContain("Clap the beat.");
  expect(texts(after)).toContain("Clap again with partners.");
});

test("without new titles everything stays", () => {
  expect(followTitles(slides, slides)).toEqual(slides);
});
