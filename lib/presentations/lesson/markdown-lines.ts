/** Reads Markdown (CommonMark and GitHub's tables, task lists, footnotes) into flat lines. */
import type { Blockquote, FootnoteDefinition, List, ListItem, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { squeeze } from "./clean-text";
import { htmlText, inlinesText, type Resolve, segmentsOf } from "./inline-text";
import { plainLines } from "./plain-lines";
import { sectionNamed } from "./section-names";
import { SOFT_LEVEL, type SourceLine, sourceLine } from "./source-line";
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
  const context: Context = { resolve, lines };
  for (const node of tree.children) addBlock(node, 0, true, context);
  for (const [identifier, url] of addresses) {
    if (!used.has(identifier)) lines.push(sourceLine("text", `${identifier}: ${url}`));
  }
  return lines;
}

type Context = { resolve: Resolve; lines: SourceLine[] };

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
        const soft = top && segment.kind === "text" && (segment.bare || isSectionName(segment.text));
        if (soft) lines.push(sourceLine("heading", segment.text, 0, SOFT_LEVEL));
        else lines.push(sourceLine(segment.kind, segment.text, depth));
      }
      return;
    case "list":
      for (const item of node.children) addItem(node, item, depth, context);
      return;
    case "table":
      lines.push(
        ...tableLines(
          node.children.map((row) =>
            row.children.map((cell) => squeeze(inlinesText(cell.children, resolve))),
          ),
          depth,
        ),
      );
      return;
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

function isSectionName(text: string): boolean {
  return text.length <= 60 && !/[.。!?！？]$/u.test(text) && sectionNamed(text)?.exact === true;
}

function addItem(list: List, item: ListItem, depth: number, context: Context): void {
  const { lines, resolve } = context;
  const kind = list.ordered ? "step" : "item";
  const box = item.checked === true ? "☑ " : item.checked === false ? "☐ " : "";
  const [first, ...others] = item.children;
  if (first?.type === "paragraph") {
    segmentsOf(first.children, resolve).forEach((segment, index) => {
      if (index === 0) lines.push(sourceLine(kind, box + segment.text, depth));
      else lines.push(sourceLine(segment.kind, segment.text, depth + 1));
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
