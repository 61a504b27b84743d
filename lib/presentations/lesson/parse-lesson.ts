/** From what a teacher stored to the structure that every deck is made of. */
import type { ContentFormat, ParsedLesson } from "@/lib/contract/lessons";
import { cleanText, squeeze } from "./clean-text";
import { detectLanguage } from "./detect-language";
import { finishLesson } from "./finish-lesson";
import { LessonParseError } from "./lesson-parse-error";
import { readM2Lesson } from "./m2-lesson";
import { markdownLines } from "./markdown-lines";
import { sortSections } from "./sort-sections";

export type LessonSource = {
  /** What the lesson is called in the list; it names the deck, too. Empty: the document's own title counts. */
  title: string;
  content: string | Record<string, unknown>;
  format: ContentFormat;
};

/**
 * Reads a lesson. Pure; time grows linearly with the text.
 * @throws LessonParseError for text without any word, and for an m2.0 document of the wrong shape, naming the field
 */
export function parseLesson({ title, content, format }: LessonSource): ParsedLesson {
  const name = squeeze(cleanText(title));
  if (format === "m2.0") return readM2Lesson(content, name);
  if (typeof content !== "string") throw new LessonParseError("A Markdown lesson must be text");
  return parseMarkdown(cleanText(content), name);
}

function parseMarkdown(markdown: string, name: string): ParsedLesson {
  const lines = markdownLines(markdown);
  if (!lines.some(({ text }) => /[\p{L}\p{N}]/u.test(text))) {
    throw new LessonParseError("The lesson holds no words");
  }
  return finishLesson(sortSections(lines), name, detectLanguage(markdown));
}
