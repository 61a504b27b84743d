/** Reads Markdown (CommonMark and GitHub's tables, task lists, footnotes) into flat lines. */
import type { Blockquote, FootnoteDefinition, ListItem, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { squeeze } from "./clean-text";
import { htmlText, inlinesText, type Resolve, type Segment, segmentsOf } from "./inline-text";
import { plainLines } from "./plain-lines";
import { planLines } from "./plan-table";
import { factNamed, sectionNamed } from "./section-names";
import { SOFT_LEVEL, type SourceLine, sourceLine, splitLabel } from "./source-line";
import { tableLines } from "./table-rows";
import { tooHardToParse } from "./too-hard-to-parse";

/** Never throws, never loses a word, takes time linear in the text. */
export function markdownLines(markdown: string): SourceLine[] {
  if (tooHardToParse(markdown)) return plainLines(markdown);
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const addresses = new Map<string, string>();
  const used = new Set<string>();
  const resolve: Resolve = (identifier) => {
    used.add(identifier);
    return addresses.get(identifier);
  };
  collectAddresses(tree.children, addresses);
  const lines: SourceLine[] = [];
  const context: Context = { resolve, lines, plainNames: new Set() };
  for (const node of tree.children) addBlock(node, 0, true, context);
  demoteEmpty(lines, context.plainNames);
  for (const [identifier, url] of addresses) {
    if (!used.has(identifier)) lines.push(sourceLine("text", `${identifier}: ${url}`));
  }
  return lines;
}

type Context = {
  resolve: Resolve;
  lines: SourceLine[];
  /** Headings that nothing but their words makes one: "Assessment" in a line of its own. */
  plainNames: Set<SourceLine>;
};

/** "Exit slip" in a line of its own with nothing below it is an entry, not a heading. */
function demoteEmpty(lines: readonly SourceLine[], plainNames: ReadonlySet<SourceLine>): void {
  // From the end: an entry that is no heading any more is content of the heading above it.
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index];
    const next = lines[index + 1];
    const isEmpty = next === undefined || next.kind === "heading" || next.kind === "break";
    if (line !== undefined && isEmpty && plainNames.has(line)) {
      line.kind = "text";
      line.level = 0;
    }
  }
}

function collectAddresses(nodes: readonly RootContent[], addresses: Map<string, string>): void {
  for (const node of nodes) {
    if (node.type === "definition") {
      const title = node.title ? ` “${node.title}”` : "";
      // As in CommonMark, the first definition of a name counts; a later one is kept under a name of its own.
      let name = node.identifier;
      while (addresses.has(name)) name += "′";
      addresses.set(name, node.url + title);
    } else if ("children" in node) {
      collectAddresses(node.children as RootContent[], addresses);
    }
  }
}

/** `top`: the block stands in the document itself, not inside a list or quote; only there it may be a heading. */
function addBlock(node: RootContent, depth: number, top: boolean, context: Context): void {
  const { lines, resolve } = context;
  switch (node.type) {
    case "heading": {
      const text = squeeze(inlinesText(node.children, resolve));
      if (text !== "") lines.push(sourceLine(top ? "heading" : "text", text, depth, top ? node.depth : 0));
      return;
    }
    case "paragraph":
      for (const segment of segmentsOf(node.children, resolve)) {
        const isName = segment.bare ? !statesFact(segment.text) : isSectionName(segment.text);
        if (top && segment.kind === "text" && isName) {
          const heading = sourceLine("heading", segment.text, 0, SOFT_LEVEL);
          lines.push(heading);
          if (!segment.bare) context.plainNames.add(heading);
        } else lines.push(segmentLine(segment, depth));
      }
      return;
    case "list":
      node.children.forEach((item, index) => {
        addItem(item, node.ordered ? (node.start ?? 1) + index : null, depth, context);
      });
      return;
    case "table": {
      const rows = node.children.map((row) =>
        row.children.map((cell) => squeeze(inlinesText(cell.children, resolve))),
      );
      lines.push(...((top ? planLines(rows) : null) ?? tableLines(rows, depth)));
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

function isSectionName(text: string): boolean {
  return text.length <= 60 && !/[.。!?！？]$/u.test(text) && sectionNamed(text)?.exact === true;
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
