/**
 * Reads Markdown line by line, for documents that the real parser must not get (too-hard-to-parse.ts). Linear, without
 * recursion; every pattern is bounded. It knows headings, lists, quotes, tables and fences, and leaves what it does not know
 * as text.
 */
import { squeeze } from "./clean-text";
import { htmlText } from "./inline-text";
import { sectionNamed } from "./section-names";
import { SOFT_LEVEL, type SourceLine, sourceLine } from "./source-line";
import { tableLines } from "./table-rows";

/** Deeper nesting says nothing to a reader of slides. */
const MAX_DEPTH = 20;

/** Lines that hold anything, and the bars of tables: what reading them costs. */
export function countLines(text: string): number {
  let count = 0;
  let isBlank = true;
  // Sign by sign: a list of a million matches would take longer than all else.
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === "\n") isBlank = true;
    else if (sign === "|") count += 1;
    if (isBlank && sign !== "\n" && sign !== " " && sign !== "\t") {
      count += 1;
      isBlank = false;
    }
  }
  return count;
}

export function plainLines(markdown: string): SourceLine[] {
  const lines: SourceLine[] = [];
  let table: string[][] = [];
  const closeTable = () => {
    // One by one: spreading a hundred thousand rows into push() overflows the stack.
    for (const line of tableLines(table, 0)) lines.push(line);
    table = [];
  };
  for (const row of markdown.split("\n")) {
    if (/^\s*\|.*\|\s*$/.test(row)) {
      if (!/^[\s|:-]+$/.test(row)) table.push(row.trim().slice(1, -1).split("|").map(plainInline));
      continue;
    }
    closeTable();
    const line = lineOf(row);
    if (line !== null) lines.push(line);
  }
  closeTable();
  return lines;
}

function lineOf(row: string): SourceLine | null {
  if (/^\s*(?:```|~~~)/.test(row)) return textLine("text", row.replace(/^\s*(?:`+|~+)/, ""), 0);
  if (/^ {0,3}(?:-\s*-\s*-[\s-]*|\*\s*\*\s*\*[\s*]*|_\s*_\s*_[\s_]*)$/.test(row))
    return sourceLine("break", "");
  const prefix = /^[\s>]*/.exec(row)?.[0] ?? "";
  const quoted = prefix.includes(">");
  const indent = quoted ? 0 : Math.min(MAX_DEPTH, Math.floor(prefix.replaceAll("\t", "    ").length / 2));
  let rest = row.slice(prefix.length);
  const heading = quoted ? null : /^(#{1,6})\s+/.exec(rest);
  if (heading?.[1] !== undefined) {
    const text = plainInline(rest.slice(heading[0].length).replace(/\s#+\s*$/, ""));
    return text === "" ? null : sourceLine("heading", text, 0, heading[1].length);
  }
  const markers = /^(?:(?:[-+*•]|\d{1,9}[.)])\s+)+/.exec(rest)?.[0] ?? "";
  rest = rest.slice(markers.length);
  const number = /\d{1,9}/.exec(markers.slice(0, 12))?.[0];
  const text = plainInline(rest)
    .replace(/^\[ \]\s/, "☐ ")
    .replace(/^\[[xX]\]\s/, "☑ ");
  if (number !== undefined) {
    const step = textLine("step", text, indent);
    return step === null ? null : { ...step, number: Number(number) };
  }
  if (markers !== "") return textLine("item", text, indent);
  if (quoted) return textLine("quote", text, 0);
  const bold = /^\*\*[^*]{1,90}\*\*:?$/.test(rest.trim());
  const named = text.length <= 60 && sectionNamed(text)?.exact === true;
  return bold || named ? sourceLine("heading", text, 0, SOFT_LEVEL) : textLine("text", text, 0);
}

function textLine(kind: SourceLine["kind"], text: string, depth: number): SourceLine | null {
  const words = squeeze(text);
  return words === "" ? null : sourceLine(kind, words, depth);
}

function plainInline(text: string): string {
  const plain = text
    .replace(/!?\[([^[\]]{1,300})\]\(([^()\s]{1,500})\)/g, "$1 ($2)")
    .replace(/\*{2,3}|(?<!\w)__|__(?!\w)|`/g, "")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1");
  // Tags are looked for only in lines of ordinary length: a megabyte of "<" would be searched again from each of them.
  return squeeze(plain.length <= 2_000 ? htmlText(plain) : plain);
}
