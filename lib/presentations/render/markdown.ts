/** The deck as a Markdown document. It is built as a syntax tree and written by a library, so that no text becomes markup. */
import type { Blockquote, List, ListItem, Paragraph, PhrasingContent, Root, RootContent } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { type Options, toMarkdown } from "mdast-util-to-markdown";
import type { DeckContent, Slide } from "@/lib/contract/decks";
import { squeeze } from "../lesson/clean-text";
import { type MarkdownLabels, markdownLabels } from "./markdown-labels";
import { pointLists } from "./markdown-points";

const FORM: Options = {
  bullet: "-",
  rule: "-",
  // Escapes what only GitHub's dialect reads as markup, too: bare addresses, tables, ~strike~, footnotes.
  extensions: [gfmToMarkdown()],
};

/**
 * The whole deck, readable as it stands: facts, then one section per slide with its points, the teacher's script as a quote
 * and the picture's description. Parsed as CommonMark or GFM, every text of the deck comes back as text, whatever it holds.
 * Pure: the same deck gives the same bytes; lines end in "\n", also the last.
 */
export function renderMarkdown(content: DeckContent): string {
  const labels = markdownLabels(content.language);
  const root: Root = {
    type: "root",
    children: [
      { type: "heading", depth: 1, children: oneLine(content.title) },
      ...subtitle(content.subtitle),
      facts(content, labels),
      ...content.slides.flatMap((slide, index) => slideSection(slide, index, labels)),
    ],
  };
  return toMarkdown(root, FORM);
}

function facts({ total_duration_minutes, slides, language }: DeckContent, labels: MarkdownLabels): List {
  const standards = [...new Set(slides.flatMap((slide) => slide.standard_codes))];
  const entries: Paragraph[] = [];
  if (total_duration_minutes !== null) entries.push(duration(total_duration_minutes, labels));
  if (standards.length > 0) entries.push(labelled(labels.standards, standards.join(", ")));
  entries.push(labelled(labels.slides, String(slides.length)), labelled(labels.language, language));
  const children = entries.map((entry): ListItem => ({ type: "listItem", spread: false, children: [entry] }));
  return { type: "list", ordered: false, spread: false, children };
}

function slideSection(slide: Slide, index: number, labels: MarkdownLabels): RootContent[] {
  const section: RootContent[] = [
    { type: "thematicBreak" },
    { type: "heading", depth: 2, children: [text(`${index + 1}. `), ...oneLine(slide.title)] },
    ...subtitle(slide.subtitle),
    ...pointLists(slide.key_points, paragraphs),
  ];
  if (slide.duration_minutes !== null) section.push(duration(slide.duration_minutes, labels));
  if (slide.standard_codes.length > 0) {
    section.push(labelled(labels.standards, slide.standard_codes.join(", ")));
  }
  if (!isBlank(slide.teacher_script)) section.push(script(slide.teacher_script, labels));
  if (!isBlank(slide.visual_prompt)) section.push(labelled(labels.visual, slide.visual_prompt));
  return section;
}

function duration(minutes: number, labels: MarkdownLabels): Paragraph {
  return labelled(labels.duration, labels.minutes.replace("{n}", String(minutes)));
}

function script(words: string, labels: MarkdownLabels): Blockquote {
  return { type: "blockquote", children: [paragraph([strong(labels.script)]), ...paragraphs(words)] };
}

function subtitle(words: string | null): RootContent[] {
  return words === null || isBlank(words)
    ? []
    : [paragraph([{ type: "emphasis", children: oneLine(words) }])];
}

function labelled(label: string, value: string): Paragraph {
  return paragraph([strong(`${label}:`), text(" "), ...oneLine(value)]);
}

/** A blank line parts paragraphs, a single line end becomes a hard break: the text keeps its lines. */
function paragraphs(words: string): Paragraph[] {
  return words
    .split(/\n[^\S\n]*\n\s*/)
    .filter((part) => !isBlank(part))
    .map((part) => paragraph(part.trim().split("\n").flatMap(brokenLine)));
}

function brokenLine(line: string, index: number): PhrasingContent[] {
  return index === 0 ? oneLine(line) : [{ type: "break" }, ...oneLine(line)];
}

/** White space at an end or in a row would not survive parsing, and says nothing. */
function oneLine(words: string): PhrasingContent[] {
  return [text(squeeze(words))];
}

const text = (value: string): PhrasingContent => ({ type: "text", value });
const strong = (value: string): PhrasingContent => ({ type: "strong", children: [text(value)] });
const paragraph = (children: PhrasingContent[]): Paragraph => ({ type: "paragraph", children });
const isBlank = (words: string) => words.trim() === "";
