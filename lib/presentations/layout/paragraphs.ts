/** From the texts of a slide to paragraphs: markers, nesting, bold lead-ins, direction. */
import { type Measured, measureText, type Styled } from "@/lib/presentations/fonts/measure-text";
import { cleanText } from "@/lib/presentations/lesson/clean-text";
import type { Color, Typeface } from "@/lib/presentations/styles/style-tokens";

export type MarkerKind = "bullet" | "check" | "none";

/** A paragraph before it has a size or a place. */
export type DraftParagraph = {
  parts: Styled[];
  measured: Measured;
  level: 0 | 1;
  /** In the frame's colour for markers, unless it has its own. */
  marker: { text: string; number: number | null; color?: Color } | null;
  direction: "ltr" | "rtl";
};

/** "Guided practice: …", "Rhythm — …": a few words that name what follows. */
const LEAD_IN = /^(?=.{2,48}?(?:: |：| — ))([^\s“"'「(][^.!?。！？:：]*?(?:: ?|：| — ))(?=\S)/u;
const LEAD_IN_WORDS = 6;
/** "☐ Keeps a steady beat": the text brings its own bullet. */
const OWN_MARK = /^([☐☑✅✓✔•])\ufe0f? +(.*)$/u;
const MARKS = { bullet: "•", check: "✓", nested: "–" };

/** Text for one line or one paragraph: no control characters, single spaces. */
export function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, " ").trim();
}

/** The points of a slide. A point may be nested ("– …"), a step ("3. …"), or hold several lines. */
export function pointParagraphs(
  points: readonly string[],
  kind: MarkerKind,
  face: Typeface,
): DraftParagraph[] {
  return points.flatMap((point) =>
    cleanText(point)
      .split("\n")
      .map((line) => line.replace(/\s+/g, " ").trim())
      .filter((line) => line !== "")
      .map((line, index) => pointParagraph(line, index > 0, kind, face)),
  );
}

function pointParagraph(line: string, isBelow: boolean, kind: MarkerKind, face: Typeface): DraftParagraph {
  const nested = /^[–-] (.*)$/u.exec(line);
  const step = /^(?:[–-] )?(\d{1,3})[.)] (.*)$/u.exec(line);
  const level = nested !== null || isBelow ? 1 : 0;
  const ticked = OWN_MARK.exec(nested?.[1] ?? line);
  const text = step?.[2] ?? ticked?.[2] ?? nested?.[1] ?? line;
  const number = step === null ? null : Number(step[1]);
  const mark = ticked?.[1] ?? (level === 1 ? MARKS.nested : kind === "none" ? null : MARKS[kind]);
  const marker =
    number !== null ? { text: `${number}.`, number } : mark === null ? null : { text: mark, number: null };
  return { ...plainParagraph(withLeadIn(text), face), level, marker };
}

export function plainParagraph(parts: Styled[], face: Typeface): DraftParagraph {
  const measured = measureText(parts, face.embedded);
  return { parts, measured, level: 0, marker: null, direction: directionOf(measured.text) };
}

function withLeadIn(text: string): Styled[] {
  const lead = LEAD_IN.exec(text)?.[1]?.replace(/ — $/u, "");
  if (lead === undefined || lead.trim().split(/\s+/).length > LEAD_IN_WORDS) return [{ text, bold: false }];
  return [
    { text: lead, bold: true },
    { text: text.slice(lead.length), bold: false },
  ];
}

/** By the first letter that has a direction, as a text field in a browser decides. */
export function directionOf(text: string): "ltr" | "rtl" {
  const first = /\p{L}/u.exec(text)?.[0] ?? "";
  return /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(first)
    ? "rtl"
    : "ltr";
}
