/** Finds a lesson's facts, grade, duration and title, among the lines that state them. */
import type { Line } from "@/lib/contract/lessons";
import { factNamed } from "./section-names";
import { splitLabel } from "./source-line";

type Fact = "grade" | "duration" | "title";

/** Facts are short; longer lines are prose. */
const FACT_MAX = 400;

/**
 * What the lines say of `fact`, or null: "Grade Level: 1st Grade", "Grade: 3 | Duration: 45 min", or a heading "Grade Level"
 * (or an empty label) with the value on the next line.
 */
export function factOf(fact: Fact, lines: readonly Line[]): string | null {
  for (const [index, { kind, text }] of lines.entries()) {
    if (text.length > FACT_MAX) continue;
    if (kind === "heading" && factNamed(text) === fact) {
      const next = lines[index + 1];
      if (next !== undefined && next.kind !== "heading") return next.text;
    }
    for (const statement of statementsOf(text)) {
      const [label, value] = splitLabel(statement) ?? [];
      if (label === undefined || value === undefined || factNamed(label) !== fact) continue;
      const found = value || lines[index + 1]?.text;
      if (found) return found;
    }
  }
  return null;
}

/** "Grade: 3 | Time: 45 min" holds two statements, "Grade | 3" (a table row) one. */
export function statementsOf(text: string): string[] {
  const parts = text.split(/\s*[|·•;]\s*(?=[^|·•;:：]{1,40}[:：])/u);
  return parts.length > 1 ? parts : [text];
}

const GRADE =
  /\b(?:grades?|year)\s+(?:pre-?k|k|\d{1,2})(?:\s*(?:[-–—]|to|and)\s*\d{1,2})?\b|\b\d{1,2}(?:st|nd|rd|th)[\s-]grade(?:rs)?\b|\bkindergarten\b|\b(?:\d{1,2}\.|klasse)\s?(?:klasse|\d{1,2})\b|\b\d{1,2}\.?\s?[º°]\s?(?:grado|curso|de primaria)|[一二三四五六七八九]年级/iu;

/** "Rhythm for Grade 2" → "Grade 2"; null where no text names one. */
export function gradeIn(texts: readonly string[]): string | null {
  for (const text of texts) {
    const found = GRADE.exec(text.slice(0, FACT_MAX))?.[0];
    if (found !== undefined) return found;
  }
  return null;
}
