/** What the teacher says and does on a slide: the lesson's own words with cue, time and transition. */
import type { ParsedLesson } from "@/lib/contract/lessons";
import { NESTED, type Point } from "./block-writer";
import type { Page } from "./pages";
import { fillPhrase, type Phrases } from "./phrases";
import type { Section } from "./sections";

/** `next`: the title of the following slide, null on the last one. */
export function coverScript(lesson: ParsedLesson, phrases: Phrases, next: string | null): string {
  const parts = [lesson.warmup, ...lesson.activities, lesson.closure].flatMap((part) =>
    part === null ? [] : [withMinutes(part.title, part.durationMinutes, phrases)],
  );
  return [
    fillPhrase(phrases.cover, { title: lesson.title }),
    ...(lesson.totalMinutes === null ? [] : [fillPhrase(phrases.takes, { n: lesson.totalMinutes })]),
    ...(parts.length < 2 ? [] : [fillPhrase(phrases.plan, { parts: parts.join(" → ") })]),
    transition(phrases, next),
  ].join("\n");
}

/** `index`: which page of the section this is; the first one carries the time, what it is part of and the standards. */
export function pageScript(
  section: Section,
  page: Page,
  index: number,
  phrases: Phrases,
  next: string | null,
): string {
  const lines: string[] = [];
  if (index === 0) {
    lines.push(...timing(section, phrases));
    if (section.context !== "") lines.push(fillPhrase(phrases.partOf, { context: section.context }));
    lines.push(phrases.cues[section.cue]);
  } else lines.push(fillPhrase(phrases.goOn, { title: section.title }));
  if (page.heading !== "") lines.push(/\p{P}$/u.test(page.heading) ? page.heading : `${page.heading}:`);
  lines.push(...spoken(page.points));
  for (const { asides } of page.points) {
    for (const text of asides) lines.push(fillPhrase(phrases.remark, { text }));
  }
  if (index === 0 && section.codes.length > 0) {
    lines.push(fillPhrase(phrases.standards, { codes: section.codes.join(", ") }));
  }
  lines.push(transition(phrases, next));
  return lines.join("\n");
}

export function withMinutes(title: string, minutes: number | null, phrases: Phrases): string {
  return minutes === null ? title : `${title} (${fillPhrase(phrases.minutes, { n: minutes })})`;
}

function timing({ minutes, clock }: Section, phrases: Phrases): string[] {
  if (minutes === null) return [];
  return [
    clock === null
      ? fillPhrase(phrases.takes, { n: minutes })
      : fillPhrase(phrases.clock, { n: minutes, ...clock }),
  ];
}

/** The pieces of a long text are one sentence again. */
function spoken(points: readonly Point[]): string[] {
  const lines: string[] = [];
  for (const { text, continues } of points) {
    const last = lines.at(-1);
    if (!continues || last === undefined) lines.push(text);
    else lines[lines.length - 1] = `${last} ${text.startsWith(NESTED) ? text.slice(NESTED.length) : text}`;
  }
  return lines;
}

function transition(phrases: Phrases, next: string | null): string {
  return next === null ? phrases.end : fillPhrase(phrases.next, { title: next });
}
