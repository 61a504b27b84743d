import type { ContentFormat } from "@/lib/contract/lessons";
import { parseLesson } from "@/lib/presentations/lesson/parse-lesson";
import type { LegacyRow } from "./legacy-file";
import { type Mapped, personIdFrom, RowReader, shown } from "./row-reader";
import { asJson, asWhole } from "./values";

export type LessonIn = {
  id: string;
  user_id: string | null;
  title: string;
  content: string;
  content_format: ContentFormat;
  revision: number;
  created_ms: number;
  updated_ms: number;
};

/** @param nowMs what counts as the time of creation where the old row has none */
export function mapLesson(old: LegacyRow, nowMs: number): Mapped<LessonIn> {
  const row = new RowReader(old);
  const id = row.reference("id");
  if (id === null) return { id: "without id", dropped: "it has no id" };
  const content = row.text("content") ?? "";
  if (content.trim() === "") row.change("content", "has no content: no deck can be made of it");
  const title = row.word("title");
  const name = title ?? firstHeading(content) ?? "Untitled lesson";
  if (title === null) row.change("title", `had no title: is called ${shown(name)}`);
  if (row.flag("is_draft", false)) row.change("is_draft", "was a draft: is a lesson like others here");
  const createdMs = row.time("created_at") ?? nowMs;
  const document = documentIn(content, name);
  return {
    id,
    row: {
      id,
      user_id: row.reference("user_id", personIdFrom),
      title: name,
      content,
      content_format: document ? "m2.0" : "markdown",
      revision: revisionOf(document),
      created_ms: createdMs,
      updated_ms: row.time("updated_at") ?? createdMs,
    },
    changes: row.changes,
    remainder: row.remainder(),
  };
}

/** The m2.0 document that the content holds; null for all that must be read as text. */
function documentIn(content: string, title: string): object | null {
  if (!content.trimStart().startsWith("{")) return null;
  const document = asJson(content);
  if (typeof document !== "object" || document === null) return null;
  try {
    parseLesson({ title, content: document as Record<string, unknown>, format: "m2.0" }); // an object: it began with {
    return document;
  } catch {
    return null;
  }
}

const revisionOf = (document: object | null) =>
  document && "revision" in document && typeof document.revision === "number"
    ? (asWhole(document.revision, 1, 1_000_000) ?? 1)
    : 1;

const firstHeading = (content: string) => /^#+[ \t]+(\S.{0,199})/m.exec(content)?.[1]?.trim() ?? null;

/** Tells a stand-in from a lesson: storing the real one gives it another title. */
export const STAND_IN_TITLE = "Lesson lost before the move";

/** Stands in for a lesson that jobs or decks name and that the old database lost. The lesson app may store the real one over it. */
export function standInLesson(id: string, userId: string | null, createdMs: number): LessonIn {
  return {
    id,
    user_id: userId,
    title: STAND_IN_TITLE,
    content: `# ${STAND_IN_TITLE}\n\nThe earlier database had jobs or decks of the lesson ${id}, but not the lesson itself.\n`,
    content_format: "markdown",
    revision: 1,
    created_ms: createdMs,
    updated_ms: createdMs,
  };
}
