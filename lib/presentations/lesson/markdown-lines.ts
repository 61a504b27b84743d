/** Reads Markdown (CommonMark and GitHub's tables, task lists, footnotes) into flat lines. */
import type { Blockquote, FootnoteDefinition, ListItem, Root, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { squeeze } from "./clean-text";
import { htmlText, inlinesText, type Resolve, type Segment, segmentsOf } from "./inline-text";
import { plainLines } from "./plain-lines";
import { planLines } from "./plan-table";
import { factNamed } from "./section-names";
import { sectionRows } from "./section-table";
import {
  demoteEmpty,
  headsItem,
  headsSection,
  isName,
  isOutline,
  isSectionName,
  type OutlineItem,
  type Place,
  placeBelow,
  startOfDocument,
} from "./soft-headings";
import { SOFT_LEVEL, type SourceLine, sourceLine, splitLabel } from "./source-line";
import { tableLines } from "./table-rows";
import { mayParse, type ParserBudget } from "./too-hard-to-parse";

/** Never throws, never loses a word, takes time linear in the text. What the parser takes goes from `budget`. */
export function markdownLines(markdown: string, budget: ParserBudget): SourceLine[] {
  const tree = sentenceTree(markdown) ?? (mayParse(markdown, budget) ? parsedTree(markdown) : null);
  if (tree === null) return plainLines(markdown);
  const addresses = new Map<string, string>();
  const used = new Set<string>();
  const resolve: Resolve = (identifier) => {
    used.add(identifier);
    return addresses.get(identifier);
  };
  collectAddresses(tree.children, addresses);
  const lines: SourceLine[] = [];
  const context: Context = { resolve, lines, otherwise: new Map(), place: startOfDocument };
  for (const node of tree.children) addBlock(node, 0, true, context);
  demoteEmpty(lines, context.otherwise);
  for (const [identifier, url] of addresses) {
    if (!used.has(identifier)) lines.push(sourceLine("text", `${identifier}: ${url}`));
  }
  return lines;
}

function parsedTree(markdown: string): Root {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** What the parser would make of a line without any sign of Markdown. Structured lessons hold hundreds of them. */
function sentenceTree(markdown: string): Root | null {
  const text = markdown.trimEnd();
  const isSentence =
    /^\p{L}[\p{L}\p{M}\p{N} ,.;:()?'"’“”/–—%-]*$/u.test(text) && !/www\.|https?:/i.test(text);
  if (!isSentence) return null;
  return { type: "root", children: [{ type: "paragraph", children: [{ type: "text", value: text }] }] };
}

type Context = {
  resolve: Resolve;
  lines: SourceLine[];
  /** What a heading is if nothing stands below it; of headings that nothing but their words or their bold type makes one. */
  otherwise: Map<SourceLine, SourceLine>;
  place: Place;
};

function collectAddresses(nodes: readonly RootContent[], addresses: Map<string, string>): void {
  const counts = new Map<string, number>();
  const collect = (nodes: readonly RootContent[]) => {
    for (const node of nodes) {
      if (node.type === "definition") {
        const title = node.title ? ` “${node.title}”` : "";
        // As in CommonMark, the first definition of a name counts; a later one is kept under a name of its own: a, a′, a′3.
        const count = (counts.get(node.identifier) ?? 0) + 1;
        counts.set(node.identifier, count);
        const mark = count === 1 ? "" : count === 2 ? "′" : `′${count}`;
        // A name that looks like such a one keeps its address by standing beside it.
        const name = node.identifier + mark;
        const before = addresses.get(name);
        addresses.set(name, (before === undefined ? "" : `${before} `) + node.url + title);
      } else if ("children" in node) {
        collect(node.children as RootContent[]);
      }
    }
  };
  collect(nodes);
}

/** `top`: the block stands in the document itself, not inside a list or quote; only there it may be a heading. */
function addBlock(node: RootContent, depth: number, top: boolean, context: Context): void {
  const { lines, resolve } = context;
  switch (node.type) {
    case "heading": {
      const text = squeeze(inlinesText(node.children, resolve));
      if (text === "") return;
      if (top) addHeading(sourceLine("heading", text, depth, node.depth), null, null, context);
      else lines.push(sourceLine("text", text, depth));
      return;
    }
    case "paragraph":
      for (const segment of segmentsOf(node.children, resolve)) {
        const line = segmentLine(segment, depth);
        if (top && isHeading(segment, context.place)) {
          const heading = sourceLine("heading", segment.marked, 0, SOFT_LEVEL);
          const isSure = segment.bare && (segment.kind === "text" || isSectionName(segment.text));
          addHeading(heading, segment.number, isSure ? null : line, context);
        } else lines.push(line);
      }
      return;
    case "list": {
      const start = node.ordered ? (node.start ?? 1) : null;
      const outline = top && start !== null ? outlineItems(node.children, start, context) : [];
      node.children.forEach((item, index) => {
        const number = start === null ? null : start + index;
        const heads = outline[index] !== undefined && headsItem(outline[index]);
        if (heads && number !== null) addSection(item, number, node.children.length === 1, context);
        else addItem(item, number, depth, context);
      });
      return;
    }
    case "table": {
      const rows = node.children.map((row) =>
        row.children.map((cell) => squeeze(inlinesText(cell.children, resolve))),
      );
      const cells = () =>
        node.children.map((row) => row.children.map((cell) => segmentsOf(cell.children, resolve)));
      const read = top ? (planLines(rows) ?? sectionRows(rows, cells)) : null;
      for (const line of read ?? tableLines(rows, depth)) lines.push(line);
      return;
    }
    case "blockquote":
    case "footnoteDefinition":
      addQuoted(node, depth, context);
      return;
    case "thematicBreak":
      lines.push(sourceLine("break", "", depth));
      return;
    case "code":
    case "html":
      addVerbatim(node.type === "html" ? htmlText(node.value) : node.value, depth, lines);
      return;
    default:
      // Definitions are resolved where they are used; unused ones are listed at the end.
      return;
  }
}

function segmentLine({ kind, text, number }: Segment, depth: number): SourceLine {
  return number === null ? sourceLine(kind, text, depth) : { ...sourceLine(kind, text, depth), number };
}

/** "**Grade: 2**" is bold and yet no heading. */
function statesFact(text: string): boolean {
  const [label, value] = splitLabel(text) ?? [];
  return label !== undefined && value !== "" && factNamed(label) !== null;
}

function isHeading(segment: Segment, place: Place): boolean {
  const { text, kind, number, bare } = segment;
  if (kind === "text") return bare ? !statesFact(text) : isSectionName(text);
  if (kind === "step")
    return (bare || isSectionName(text)) && !statesFact(text) && headsSection(text, number, place);
  // "⭐ **Warm-up**": an ornament that elsewhere marks an entry.
  return bare && /^\p{Emoji_Presentation}/u.test(segment.marked) && isName(text);
}

/** `otherwise`: what the heading is if nothing stands below it; null for one that is a heading even so. */
function addHeading(
  heading: SourceLine,
  number: number | null,
  otherwise: SourceLine | null,
  context: Context,
): void {
  context.lines.push(heading);
  context.place = placeBelow(heading, number, context.place);
  if (otherwise !== null) context.otherwise.set(heading, otherwise);
}

/** The first lines of a list that holds sections; empty for any other list. */
function outlineItems(items: readonly ListItem[], start: number, { resolve, place }: Context): OutlineItem[] {
  const found = items.map(({ children: [first, ...others], checked }) => {
    const segments = first?.type === "paragraph" ? segmentsOf(first.children, resolve) : [];
    const isPlain = segments[0]?.kind === "text" && typeof checked !== "boolean";
    const text = isPlain ? (segments[0]?.text ?? "") : "";
    const bare = isPlain && segments[0]?.bare === true && !statesFact(text);
    return { text, bare, hasBody: segments.length > 1 || others.length > 0 };
  });
  return isOutline(found, start, place) ? found : [];
}

/** "1. **Objectives**" with all that the item holds, as a section of its own. */
function addSection(item: ListItem, number: number, isOnly: boolean, context: Context): void {
  const [first, ...others] = item.children;
  const [name, ...below] = first?.type === "paragraph" ? segmentsOf(first.children, context.resolve) : [];
  if (name === undefined) return;
  const heading = sourceLine("heading", `${number}. ${name.marked}`, 0, SOFT_LEVEL);
  const step = { ...sourceLine("step", name.text), number };
  addHeading(heading, number, isOnly || !name.bare ? step : null, context);
  for (const segment of below) context.lines.push(segmentLine(segment, 0));
  for (const other of others) addBlock(other, 0, false, context);
}

/** `number`: of an ordered list, else null. */
function addItem(item: ListItem, number: number | null, depth: number, context: Context): void {
  const { lines, resolve } = context;
  const kind = number === null ? "item" : "step";
  const box = item.checked === true ? "☑ " : item.checked === false ? "☐ " : "";
  const [first, ...others] = item.children;
  if (first?.type === "paragraph") {
    segmentsOf(first.children, resolve).forEach((segment, index) => {
      if (index > 0) lines.push(segmentLine(segment, depth + 1));
      else if (number === null) lines.push(sourceLine(kind, box + segment.text, depth));
      else lines.push({ ...sourceLine(kind, box + segment.text, depth), number });
    });
  } else if (first !== undefined) {
    // "- - text" and "1. > quote": an item without words of its own.
    addBlock(first, depth, false, context);
  }
  for (const other of others) addBlock(other, depth + 1, false, context);
}

function addQuoted(node: Blockquote | FootnoteDefinition, depth: number, context: Context): void {
  const start = context.lines.length;
  for (const child of node.children) addBlock(child, depth, false, context);
  const label = node.type === "footnoteDefinition" ? `[${node.label ?? node.identifier}] ` : "";
  context.lines.slice(start).forEach((line, index) => {
    if (index === 0) line.text = label + line.text;
    if (line.kind === "text") line.kind = "quote";
  });
}

function addVerbatim(value: string, depth: number, lines: SourceLine[]): void {
  for (const row of value.split("\n")) {
    const text = squeeze(row);
    if (text !== "") lines.push(sourceLine("text", text, depth));
  }
}
