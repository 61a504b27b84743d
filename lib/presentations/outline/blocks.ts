/** From the lines of a section to blocks of points: short texts that stand on a slide by themselves. */
import type { Line } from "@/lib/contract/lessons";
import { type Block, BlockWriter, HEADING_ROOM, POINT_ROOM } from "./block-writer";
import { textWidth } from "./text-width";

/** A label leads its first entry, "Teacher asks: “Why?”", unless that would make one long point of two. */
const LABEL_ROOM = POINT_ROOM / 2;

/** With fewer lines below it a label stays among the points around it. */
const PART_MIN_LINES = 4;

const endsInColon = (text: string) => /[:：]$/u.test(text);
const isList = (line: Line | undefined) => line?.kind === "item" || line?.kind === "step";

/**
 * Headings, introductions such as "Students will:" and labels above a table open blocks. Quotes, and the header rows of wide
 * tables (their body rows repeat the names of the columns), are remarks for the teacher. Every text is in the blocks.
 */
export function blocksOf(lines: readonly Line[]): Block[] {
  const writer = new BlockWriter();
  const numbers = new StepNumbers();
  /** "Partner work:" waits for its first entry. */
  let label = "";
  let part: { depth: number; resume: () => void } | null = null;
  const settleLabel = () => {
    if (label !== "") writer.add(label);
    label = "";
  };

  lines.forEach((line, index) => {
    const next = lines[index + 1];
    const { kind, depth, text } = line;
    if (part !== null && depth <= part.depth) {
      settleLabel();
      part.resume();
      part = null;
    }
    if (kind === "heading" || introducesList(line, next, writer.heading)) {
      settleLabel();
      numbers.restart();
      writer.open(text);
    } else if (kind === "quote" || isHeaderOfWideTable(line, next)) {
      writer.remark(text);
    } else if (part === null && opensPart(lines, index)) {
      settleLabel();
      const name = text.replace(/\s*[:：]$/u, "");
      const { resume } = writer.openBelow(kind === "step" ? `${numbers.of(line)}. ${name}` : name);
      if (next !== undefined && next.depth > depth) part = { depth, resume };
    } else {
      const numbered = kind === "step" ? `${numbers.of(line)}. ${text}` : text;
      const full = label === "" ? numbered : `${label} ${numbered}`;
      if (isLabel(full, LABEL_ROOM) && next !== undefined && next.depth > depth && next.kind !== "quote") {
        label = full;
        return;
      }
      const outermost = part === null ? 0 : part.depth + 1;
      const isNested = depth > outermost && label === "" && kind !== "row";
      if (kind === "text" && !isNested) writer.addParagraph(full);
      else writer.add(full, isNested);
      label = "";
    }
  });
  settleLabel();
  return writer.finish();
}

function isLabel(text: string, room: number): boolean {
  return endsInColon(text) && textWidth(text) <= room;
}

/** A label above a table or a long list is the heading of a part rather than the first of its points. */
function opensPart(lines: readonly Line[], index: number): boolean {
  const line = lines[index];
  if (line === undefined || !isLabel(line.text, HEADING_ROOM)) return false;
  const below = lines.slice(index + 1, index + 1 + PART_MIN_LINES);
  if (below[0]?.kind === "row") return true;
  return below.length === PART_MIN_LINES && below.every(({ depth }) => depth > line.depth);
}

function introducesList(line: Line, next: Line | undefined, heading: string): boolean {
  return line.kind === "text" && heading === "" && isLabel(line.text, HEADING_ROOM) && isList(next);
}

function isHeaderOfWideTable({ kind, depth, text }: Line, next: Line | undefined): boolean {
  return kind === "row" && next?.kind === "row" && next.depth > depth && text.split(" | ").length > 2;
}

/** Numbers of steps at every depth: the source's own, else one more than the step before. */
class StepNumbers {
  private last: number[] = [];

  restart(): void {
    this.last = [];
  }

  of({ depth, number }: Line): number {
    this.last = this.last.slice(0, depth + 1);
    const current = number ?? (this.last[depth] ?? 0) + 1;
    this.last[depth] = current;
    return current;
  }
}
