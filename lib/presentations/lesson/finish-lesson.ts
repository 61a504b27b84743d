/** Makes the sorted sections of a Markdown lesson into a ParsedLesson: joins what belongs together, names the facts. */
import type { Activity, Group, Line, ParsedLesson } from "@/lib/contract/lessons";
import { announcedMinutes, minutesIn, withoutPlainMinutes } from "./durations";
import { type Draft, type DraftActivity, type Loose, minutesOfLines } from "./lesson-draft";
import { factOf, gradeIn, statementsOf } from "./lesson-facts";
import { codesIn, standardsIn } from "./standard-codes";

/** Up to so many lines before the first activity introduce it; more are a part of the lesson in their own right. */
const INTRODUCTION_MAX_LINES = 3;

/** Of a title made from the lesson's first words, for want of any other. */
const TITLE_MAX = 80;

/** `name`: what the lesson is stored as, may be empty. */
export function finishLesson(draft: Draft, name: string, language: string): ParsedLesson {
  const ownTitle = draft.title ?? factOf("title", draft.overview) ?? "";
  const title = name || ownTitle || firstWords(draft);
  const overview = draft.overview.flatMap(apart);
  if (draft.title !== null && !sameName(draft.title, title)) overview.unshift(lineOf("heading", draft.title));
  const warmup = joined(draft.warmups, "warmup");
  const activities = joinLoose(draft.procedure).map((part, index) =>
    activityOf(part, `activity-${index + 1}`),
  );
  const closure = joined(draft.closures, "closure");
  const { headings, objectives, prerequisites } = draft;
  const lesson: ParsedLesson = {
    title,
    grade: factOf("grade", overview) ?? factInNotes(draft.notes, "grade") ?? gradeIn([title, ownTitle]) ?? "",
    totalMinutes: null,
    headings,
    overview,
    standards: [],
    objectives,
    materials: filled(draft.materials),
    prerequisites,
    warmup,
    activities,
    assessment: filled(draft.assessment),
    differentiation: filled(draft.differentiation),
    closure,
    notes: [...filled(draft.notes), ...emptySections(draft)],
    language,
  };
  const stated = factOf("duration", overview) ?? factInNotes(draft.notes, "duration");
  lesson.totalMinutes = (stated === null ? null : minutesIn(stated)) ?? sumOfMinutes(lesson);
  lesson.standards = standardsOf(lesson);
  return lesson;
}

/** "Grade: 3 | Duration: 45 min" as two lines. */
function apart(line: Line): Line[] {
  const isFacts = line.kind === "text" && line.text.length < 400 && line.text.includes(" | ");
  return isFacts ? statementsOf(line.text).map((text) => ({ ...line, text })) : [line];
}

const lineOf = (kind: Line["kind"], text: string): Line => ({ kind, text, depth: 0 });

/** Whether two titles differ in nothing but case, ornaments and spaces. */
export function sameName(one: string, other: string): boolean {
  const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  return bare(one) === bare(other);
}

/** Groups with lines, or at least with a title: an empty one is what a section opens before its sub-headings. */
const filled = (groups: readonly Group[]) =>
  groups.filter(({ title, lines }) => title !== "" || lines.length > 0);

/** Sections of which the lesson has only the heading: kept by name among the notes. */
function emptySections(draft: Draft): Group[] {
  const sections = [
    "overview",
    "objectives",
    "materials",
    "prerequisites",
    "assessment",
    "differentiation",
  ] as const;
  return sections.flatMap((section) => {
    const title = draft.headings[section];
    const content: readonly (Line | Group)[] = draft[section];
    const isEmpty = content.every((part) => "lines" in part && part.lines.length === 0 && part.title === "");
    return title !== undefined && isEmpty ? [{ title, lines: [] }] : [];
  });
}

function firstWords(draft: Draft): string {
  const groups = [...draft.materials, ...draft.assessment, ...draft.differentiation, ...draft.notes];
  const parts = [...draft.warmups, ...draft.procedure, ...draft.closures];
  const texts = [
    ...draft.overview.map(({ text }) => text),
    ...draft.objectives.map(({ text }) => text),
    ...Object.values(draft.headings),
    ...[...groups, ...parts].flatMap(({ title, lines }) => [title, ...lines.map(({ text }) => text)]),
  ];
  const first = texts.find((text) => /[\p{L}\p{N}]/u.test(text)) ?? "";
  if (first.length <= TITLE_MAX) return first;
  const start = first.slice(0, TITLE_MAX);
  return `${start.slice(0, Math.max(start.lastIndexOf(" "), TITLE_MAX / 2)).replace(/\p{Surrogate}$/u, "")}…`;
}

function factInNotes(notes: readonly Group[], fact: "grade" | "duration"): string | null {
  for (const { title, lines } of notes) {
    const found = factOf(fact, [lineOf("heading", title), ...lines.slice(0, 1)]);
    if (found !== null) return found;
  }
  return null;
}

function activityOf({ title, context, durationMinutes, lines }: DraftActivity, id: string): Activity {
  return {
    id,
    title,
    context,
    durationMinutes: durationMinutes ?? minutesOfLines(lines),
    lines,
    standardCodes: codesIn([title, ...lines.map(({ text }) => text)]),
  };
}

/** Several warm-ups become one of several parts, each under its own heading. */
function joined(parts: readonly DraftActivity[], id: string): Activity | null {
  const [first, ...others] = parts.map((part) => activityOf(part, id));
  if (first === undefined) return null;
  for (const part of others) {
    const minutes = part.durationMinutes === null ? "" : ` (${part.durationMinutes} min)`;
    const context = part.context === "" || part.context === first.context ? "" : `${part.context} › `;
    first.lines.push(lineOf("heading", context + part.title + minutes), ...part.lines);
    first.standardCodes = [...new Set([...first.standardCodes, ...part.standardCodes])];
    if (part.durationMinutes !== null)
      first.durationMinutes = (first.durationMinutes ?? 0) + part.durationMinutes;
  }
  return first;
}

/** Text of a container such as "Lesson Procedure": a few lines introduce its first activity, others are one by themselves. */
function joinLoose(procedure: readonly (DraftActivity | Loose)[]): DraftActivity[] {
  const activities: DraftActivity[] = [];
  let introduction: Line[] = [];
  const followers = followingActivities(procedure);
  procedure.forEach((part, index) => {
    if (!("loose" in part)) {
      activities.push({ ...part, lines: [...introduction, ...part.lines] });
      introduction = [];
      return;
    }
    const next = followers[index];
    const isOnlyTitle = part.lines.length === 0;
    const introduces = next?.context.includes(part.title) === true && part.title !== "";
    if (introduces && part.lines.length <= INTRODUCTION_MAX_LINES) introduction.push(...part.lines);
    else if (!isOnlyTitle || !part.hasChildren) {
      activities.push({
        title: introduces ? part.title : withoutPlainMinutes(part.title),
        context: part.context,
        durationMinutes: introduces ? null : announcedMinutes(part.title),
        lines: [...introduction, ...part.lines],
      });
      introduction = [];
    }
  });
  return activities;
}

/** For each part the activity that comes next after it. */
function followingActivities(procedure: readonly (DraftActivity | Loose)[]): (DraftActivity | undefined)[] {
  const followers: (DraftActivity | undefined)[] = [];
  let next: DraftActivity | undefined;
  for (let index = procedure.length - 1; index >= 0; index--) {
    followers[index] = next;
    const part = procedure[index];
    if (part !== undefined && !("loose" in part)) next = part;
  }
  return followers;
}

/** The sum of the parts' minutes; null unless every activity says how long it takes. */
export function sumOfMinutes({
  warmup,
  activities,
  closure,
}: Pick<ParsedLesson, "warmup" | "activities" | "closure">): number | null {
  if (activities.some(({ durationMinutes }) => durationMinutes === null)) return null;
  const parts = [warmup, ...activities, closure];
  const total = parts.reduce((sum, part) => sum + (part?.durationMinutes ?? 0), 0);
  return total > 0 ? total : null;
}

/** The standards the lesson states up front; where it states none there, those it mentions anywhere. */
function standardsOf(lesson: ParsedLesson) {
  const stated = standardsIn([...lesson.overview, ...lesson.objectives].map(({ text }) => text));
  if (stated.length > 0) return stated;
  const groups = [...lesson.assessment, ...lesson.differentiation, ...lesson.notes];
  const parts = [lesson.warmup, ...lesson.activities, lesson.closure];
  return standardsIn(
    [...parts, ...groups].flatMap((part) =>
      part === null ? [] : [part.title, ...part.lines.map(({ text }) => text)],
    ),
  );
}
