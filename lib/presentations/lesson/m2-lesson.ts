/** Reads the structured lesson document, version m2.0 (DESIGN.md, "The work"). */
import type { Activity, Group, Line, ParsedLesson, Standard } from "@/lib/contract/lessons";
import { detectLanguage } from "./detect-language";
import { sameName, sumOfMinutes } from "./finish-lesson";
import { LessonParseError } from "./lesson-parse-error";
import { activitiesFrom, activityFrom, joinedClosure } from "./m2-activities";
import { fieldLabel, minutesLabel } from "./m2-labels";
import {
  boundedTexts,
  groupsOf,
  isBookkeeping,
  isObject,
  join,
  labelledLines,
  linesOf,
  type M2Object,
  minutesOf,
  type Reading,
  textOf,
  textsOf,
} from "./m2-values";
import { standardsIn } from "./standard-codes";
import type { ParserBudget } from "./too-hard-to-parse";

/** What this module reads; every other field becomes a note. */
const documentFields = new Set(
  "version title grade strand strands standards objectives content citations lesson_id".split(" "),
);
const sectionFields = [
  "materials",
  "prerequisites",
  "warmup",
  "activities",
  "assessment",
  "differentiation",
  "accommodations",
  "closure",
  "exit_ticket",
  "timing",
  "homework",
  "reflection",
  "notes",
] as const;
const noteFields = ["homework", "reflection", "notes"] as const;
/** Other names of sections in real documents. */
const aliases: Readonly<Record<string, string>> = {
  warm_up: "warmup",
  closing: "closure",
  exitTicket: "exit_ticket",
};

/**
 * `source`: an m2.0 object, or its JSON text. `name`: what the lesson is stored as, may be empty. `budget`: for the Markdown of all its
 * texts together.
 * @throws LessonParseError naming the path of the field that cannot be understood
 */
export function readM2Lesson(source: unknown, name: string, budget: ParserBudget): ParsedLesson {
  const document = typeof source === "string" ? parsedJson(source) : source;
  if (!isObject(document)) throw new LessonParseError("An m2.0 lesson must be an object");
  const language = detectLanguage(boundedTexts(document).join("\n"));
  const label = (field: string) => fieldLabel(field, language);
  const reading: Reading = { label, budget };
  checkVersion(document.version);
  const content = sectionsOf(document);
  const ownTitle = textOf(document.title, "title");
  const title = name || ownTitle;
  if (title === "") throw new LessonParseError("Must be text", "title");
  const { timing } = content;
  const [minutesField, stated] = isObject(timing)
    ? ["content.timing.total_minutes", timing.total_minutes]
    : ["content.timing", timing];
  const totalMinutes = minutesOf(stated, minutesField);
  const facts: [string, string][] = [
    ["grade", textsOf(document.grade, "grade").join(", ")],
    ["duration", totalMinutes === null ? "" : minutesLabel(totalMinutes, language)],
    ["strands", [...textsOf(document.strand, "strand"), ...textsOf(document.strands, "strands")].join(", ")],
  ];
  const lesson: ParsedLesson = {
    title,
    grade: facts[0]?.[1] ?? "",
    totalMinutes,
    headings: {},
    overview: [
      ...(ownTitle === "" || sameName(ownTitle, title) ? [] : [heading(ownTitle)]),
      ...facts.filter(([, value]) => value !== "").map(([field, value]) => item(`${label(field)}: ${value}`)),
      ...(isObject(timing) ? otherLines(timing, new Set(["total_minutes"]), reading) : []),
      ...standardLines(document.standards, reading),
    ],
    standards: standardsFrom(document.standards),
    objectives: linesOf(document.objectives, "text", reading),
    materials: groupsOf(content.materials, reading),
    prerequisites: linesOf(content.prerequisites, "text", reading),
    warmup: activityFrom(content.warmup, "content.warmup", { id: "warmup", title: label("warmup") }, reading),
    activities: activitiesFrom(content.activities, "content.activities", reading),
    assessment: groupsOf(content.assessment, reading),
    differentiation: [
      ...groupsOf(content.differentiation, reading),
      ...titled(label("accommodations"), groupsOf(content.accommodations, reading)),
    ],
    closure: joinedClosure(content.closure, content.exit_ticket, reading),
    notes: notesFrom(document, content, reading),
    language,
  };
  if (!holdsText(lesson)) throw new LessonParseError("The lesson holds no text", "content");
  lesson.totalMinutes ??= sumOfMinutes(lesson);
  return lesson;
}

const heading = (text: string): Line => ({ kind: "heading", text, depth: 0 });
const item = (text: string, depth = 0): Line => ({ kind: "item", text, depth });

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new LessonParseError(`An m2.0 lesson must be JSON: ${String(error)}`);
  }
}

function checkVersion(version: unknown): void {
  if (version === undefined || version === null || version === 2) return;
  if (typeof version !== "string" || !/^(?:m?2(?:\.0)?)$/i.test(version.trim())) {
    throw new LessonParseError('Must be "m2.0"', "version");
  }
}

/** `content` under the standard names; sections that stand beside it, at the top of the document, count as well. */
function sectionsOf(document: M2Object): M2Object {
  if (!isObject(document.content)) throw new LessonParseError("Must be an object", "content");
  const content: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(document.content)) {
    const standardName = aliases[field];
    const isFree = standardName !== undefined && document.content[standardName] === undefined;
    content[isFree ? standardName : field] = value;
  }
  for (const field of sectionFields) {
    if (content[field] === undefined && document[field] !== undefined) content[field] = document[field];
  }
  return content;
}

function titled(title: string, groups: readonly Group[]): Group[] {
  return groups.map((group) => ({
    ...group,
    title: group.title === "" ? title : `${title} – ${group.title}`,
  }));
}

function standardEntries(standards: unknown): [value: unknown, path: string][] {
  if (standards === undefined || standards === null) return [];
  if (!Array.isArray(standards)) return [[standards, "standards"]];
  return standards.map((value, index) => [value, join("standards", index)]);
}

function standardsFrom(standards: unknown): Standard[] {
  const found = standardEntries(standards).flatMap(([value, path]): Standard[] => {
    if (!isObject(value)) return standardsIn([textOf(value, path)]);
    const code = textOf(value.code ?? value.id, join(path, "code"));
    if (code === "") throw new LessonParseError("Must be the code of a standard", join(path, "code"));
    const summary = textOf(value.summary ?? value.description, join(path, "summary"));
    return [{ code, title: textOf(value.title, join(path, "title")), summary }];
  });
  return [...new Map(found.map((standard) => [standard.code, standard])).values()];
}

/** "1.CR.1 – Creating: Create original ideas", with whatever else is said of a standard below it. */
function standardLines(standards: unknown, reading: Reading): Line[] {
  const lines = standardEntries(standards).flatMap(([value, path]): Line[] => {
    if (!isObject(value)) return textsOf(value, path).map((text) => item(text, 1));
    const { code, id, title, summary, description, ...rest } = value;
    const others: Record<string, unknown> = rest;
    const said = [title, summary ?? description].map((part) => textOf(part, path)).filter(Boolean);
    if (summary !== undefined && description !== undefined) others.description = description;
    if (code !== undefined && id !== undefined && typeof id === "string") others.reference = id;
    const name = textOf(code ?? id, path);
    return [
      item(said.length === 0 ? name : `${name} – ${said.join(": ")}`, 1),
      ...Object.entries(others).flatMap(([field, part]) => labelledLines(field, part, reading, 2)),
    ];
  });
  return lines.length === 0 ? [] : [item(`${reading.label("standards")}:`), ...lines];
}

function otherLines(fields: M2Object, known: ReadonlySet<string>, reading: Reading): Line[] {
  return Object.entries(fields)
    .filter(([field, value]) => !known.has(field) && !isBookkeeping(field, value))
    .flatMap(([field, value]) => labelledLines(reading.label(field), value, reading, 0));
}

function notesFrom(document: M2Object, content: M2Object, reading: Reading): Group[] {
  const { label } = reading;
  const sections: ReadonlySet<string> = new Set(sectionFields);
  const groups = noteFields.flatMap((field) => titled(label(field), groupsOf(content[field], reading)));
  const others = [
    ...Object.entries(content).filter(([field]) => !sections.has(field)),
    ...Object.entries(document).filter(
      ([field, value]) => !documentFields.has(field) && !(sections.has(field) && content[field] === value),
    ),
  ];
  for (const [field, value] of others) {
    if (!isBookkeeping(field, value)) groups.push(...titled(label(field), groupsOf(value, reading)));
  }
  return [...groups, ...titled(label("citations"), groupsOf(document.citations, reading))];
}

/** Whether the lesson says anything beyond its facts. */
function holdsText(lesson: ParsedLesson): boolean {
  const groups = [...lesson.materials, ...lesson.assessment, ...lesson.differentiation, ...lesson.notes];
  const parts: (Activity | Line | Group | null)[] = [
    lesson.warmup,
    lesson.closure,
    ...lesson.activities,
    ...lesson.objectives,
    ...lesson.prerequisites,
    ...groups,
  ];
  return parts.some((part) => part !== null);
}
