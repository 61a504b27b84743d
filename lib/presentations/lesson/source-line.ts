import type { Line } from "@/lib/contract/lessons";

/** Level of a heading that is only a bold or telling paragraph: below every real heading (1–6). */
export const SOFT_LEVEL = 7;

/** What both Markdown readers produce: the document as flat lines, before they are sorted into sections. */
export type SourceLine = {
  /** "break" is a thematic break (---). */
  kind: Line["kind"] | "break";
  text: string;
  depth: number;
  /** 1–6, or SOFT_LEVEL; 0 for anything but a heading. */
  level: number;
  /** Of a step: the number the source gives it. */
  number?: number;
};

/** A source line as it stands in a section. */
export function sectionLine({ kind, text, depth, number }: SourceLine, shift = 0): Line {
  const line: Line = { kind: kind === "break" ? "text" : kind, text, depth: depth - shift };
  return number === undefined ? line : { ...line, number };
}

export function sourceLine(kind: SourceLine["kind"], text: string, depth = 0, level = 0): SourceLine {
  return { kind, text, depth, level };
}

/** "Grade Level: 1st Grade" → ["Grade Level", "1st Grade"]; null without a short label. The value may be empty. */
export function splitLabel(text: string): [label: string, value: string] | null {
  const found = /^([^:：|]{1,60}?)\s*(?:[:：]|\s\|\s)\s*(.*)$/su.exec(text);
  const [, label, value] = found ?? [];
  return label !== undefined && value !== undefined && /\p{L}/u.test(label)
    ? [label.trim(), value.trim()]
    : null;
}
