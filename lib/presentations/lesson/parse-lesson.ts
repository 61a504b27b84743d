/** From what a teacher stored to the structure that every deck is made of. */
import type { ContentFormat, ParsedLesson } from "@/lib/contract/lessons";
import { cleanText, squeeze } from "./clean-text";
import { detectLanguage } from "./detect-language";
import { finishLesson } from "./finish-lesson";
import { LessonParseError } from "./lesson-parse-error";
import { readM2Lesson } from "./m2-lesson";
import { markdownLines } from "./markdown-lines";
import { countLines } from "./plain-lines";
import { sortSections } from "./sort-sections";
import { type ParserBudget, THREAD_STEPS } from "./too-hard-to-parse";

export type LessonSource = {
  /** What the lesson is called in the list; it names the deck, too. Empty: the document's own title counts. */
  title: string;
  content: string | Record<string, unknown>;
  format: ContentFormat;
};

/**
 * Lines, and bars of tables, that a lesson may have. The largest deck is full with 2,500 items, steps or texts; ten thousand lines take
 * a tenth of a second, and ten times as many would hold whoever reads them for one.
 */
const MAX_LINES = 10_000;

/**
 * Reads a lesson. Pure; time grows linearly with the text.
 * @param steps what the Markdown parser may do; beyond them texts are read line by line
 * @throws LessonParseError for text without any word, for one beyond any lesson, and for an m2.0 document of the wrong shape, naming
 * the field
 */
export function parseLesson({ title, content, format }: LessonSource, steps = THREAD_STEPS): ParsedLesson {
  const name = squeeze(cleanText(title));
  const budget = { left: steps };
  if (format === "m2.0") return readM2Lesson(content, name, budget);
  if (typeof content !== "string") throw new LessonParseError("A Markdown lesson must be text");
  return parseMarkdown(cleanText(content), name, budget);
}

/** Refuses what `parseLesson` refuses, without the parser: also the largest lesson takes a tenth of a second. @throws LessonParseError */
export function checkLesson(source: LessonSource): void {
  parseLesson(source, 0);
}

function parseMarkdown(markdown: string, name: string, budget: ParserBudget): ParsedLesson {
  if (countLines(markdown) > MAX_LINES) {
    throw new LessonParseError(`The lesson holds more than ${MAX_LINES} lines`);
  }
  const lines = markdownLines(markdown, budget);
  if (!lines.some(({ text }) => /[\p{L}\p{N}]/u.test(text))) {
    throw new LessonParseError("The lesson holds no words");
  }
  return finishLesson(sortSections(lines), name, detectLanguage(markdown));
}
