/** Lessons as they cross HTTP, and the structure every lesson is parsed into. Browser-safe. */
import { z } from "zod";
import { userId } from "./jobs";
import { queryInt } from "./query";

/** A standard such as `1.CR.1`; `title` and `summary` are empty when the lesson names only the code. */
export const standard = z.object({ code: z.string(), title: z.string(), summary: z.string() });
export type Standard = z.infer<typeof standard>;

/**
 * Text as teachers write it, kept as lines with their nesting. `depth` 0 is a top-level item. `kind` "heading" is a
 * sub-heading inside the section, "text" a paragraph, "item" a bullet, "step" a numbered item, "quote" an aside (a
 * blockquote). "row" is a table row: the header row keeps its cells as "Criteria | Exceeds | Meets"; each body row follows
 * one level deeper and reads by itself: "Rhythm — Exceeds: complex; Meets: simple". `number` is what the source numbers a step
 * with; a step without one follows its predecessor.
 */
export const line = z.object({
  kind: z.enum(["heading", "text", "item", "step", "quote", "row"]),
  text: z.string(),
  depth: z.int().min(0),
  number: z.int().min(0).optional(),
});
export type Line = z.infer<typeof line>;

export const activity = z.object({
  id: z.string(),
  title: z.string(),
  /** The headings above it, "Lesson Procedure › Main Activities (30 minutes)"; empty without any. */
  context: z.string(),
  /** Whole minutes; null where the lesson gives none. */
  durationMinutes: z.number().nullable(),
  lines: z.array(line),
  standardCodes: z.array(z.string()),
});
export type Activity = z.infer<typeof activity>;

/** A titled group of lines, e.g. "For Advanced Learners" inside the differentiation. `title` may be empty. */
export const group = z.object({ title: z.string(), lines: z.array(line) });
export type Group = z.infer<typeof group>;

/** What the lesson itself calls its sections, so that slides speak its language: `{ objectives: "Lernziele" }`. */
export const sectionHeadings = z.object({
  overview: z.string().optional(),
  objectives: z.string().optional(),
  materials: z.string().optional(),
  prerequisites: z.string().optional(),
  assessment: z.string().optional(),
  differentiation: z.string().optional(),
});
export type SectionHeadings = z.infer<typeof sectionHeadings>;

/** The structure that both input formats are parsed into; nothing of the source text is missing from it. */
export const parsedLesson = z.object({
  title: z.string(),
  grade: z.string(),
  totalMinutes: z.number().nullable(),
  headings: sectionHeadings,
  /** The lesson's facts in its own words and order, grade, duration and standards among them. */
  overview: z.array(line),
  standards: z.array(standard),
  objectives: z.array(line),
  materials: z.array(group),
  prerequisites: z.array(line),
  warmup: activity.nullable(),
  activities: z.array(activity),
  assessment: z.array(group),
  differentiation: z.array(group),
  closure: activity.nullable(),
  /** Everything that fits no section, under its own heading: homework, citations, reflection, remarks. */
  notes: z.array(group),
  /** BCP 47 language of the text, e.g. "en" or "zh". */
  language: z.string(),
});
export type ParsedLesson = z.infer<typeof parsedLesson>;

export const contentFormat = z.enum(["markdown", "m2.0"]);
export type ContentFormat = z.infer<typeof contentFormat>;

/** Body of PUT /api/lessons/{lesson_id}. An object must be an m2.0 document (see m2-lesson.ts). */
export const lessonInput = z.strictObject({
  title: z.string().trim().min(1).max(500),
  content: z.union([z.string().min(1).max(1_000_000), z.record(z.string(), z.unknown())], {
    error: ({ input }) =>
      input === undefined
        ? undefined
        : "must be text of 1 to 1,000,000 characters, or an object of the m2.0 format",
  }),
  user_id: userId.optional(),
});
export type LessonInput = z.infer<typeof lessonInput>;

/** A lesson in a list; `GET /api/lessons/{lesson_id}` adds `content`. */
export const lessonSummary = z.object({
  lesson_id: z.string(),
  user_id: z.string().nullable(),
  title: z.string(),
  content_format: contentFormat,
  revision: z.int(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type LessonSummary = z.infer<typeof lessonSummary>;

export const lesson = lessonSummary.extend({
  content: z.union([z.string(), z.record(z.string(), z.unknown())]),
});
export type Lesson = z.infer<typeof lesson>;

export const lessonListQuery = z.strictObject({
  limit: queryInt(1, 100).default(20),
  cursor: z.string().max(500).optional(),
  /** A part of the title or the id. */
  q: z.string().trim().max(200).optional(),
});
export type LessonListInput = z.infer<typeof lessonListQuery>;

export const sampleLessonsAdded = z.object({ added: z.array(z.string()) });
