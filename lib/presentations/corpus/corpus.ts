/** Lessons as teachers and language models write them, in both formats and many languages, and what each of their sentences is. */
import { readdirSync, readFileSync } from "node:fs";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toString as textOf } from "mdast-util-to-string";
import { gfm } from "micromark-extension-gfm";
import type { DeckContent } from "@/lib/contract/decks";
import type { ContentFormat } from "@/lib/contract/lessons";
import { parseLesson } from "@/lib/presentations/lesson/parse-lesson";
import { outlineDeck } from "@/lib/presentations/outline/outline-deck";

export type CorpusLesson = { name: string; format: ContentFormat; content: string };

const own = new URL("./lessons/", import.meta.url);
const real = new URL("../lesson/fixtures/", import.meta.url);

/** Our own lessons, then the two real ones. */
export function corpusLessons(): CorpusLesson[] {
  return [own, real].flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => /\.(md|json)$/.test(file))
      .sort()
      .map((file) => ({
        name: file.replace(/\.\w+$/, ""),
        format: file.endsWith(".json") ? ("m2.0" as const) : ("markdown" as const),
        content: readFileSync(new URL(file, folder), "utf8"),
      })),
  );
}

/** The deck as the worker outlines it, for a lesson that is stored without a title of its own. */
export function deckOfLesson({ format, content }: CorpusLesson): DeckContent {
  return outlineDeck(
    parseLesson({ title: "", content: format === "m2.0" ? JSON.parse(content) : content, format }),
  );
}

/** Read by a parser that shares no code with ours: every block's text, sentence by sentence. */
export function sentencesOf({ format, content }: CorpusLesson): string[] {
  const blocks = format === "m2.0" ? textsIn(JSON.parse(content)).flatMap(blocksOf) : blocksOf(content);
  return blocks.flatMap(sentences);
}

/** What is for programs: not so the id of a standard, "CN.7.2". */
function isBookkeeping(key: string, value: unknown): boolean {
  return key === "version" || key === "revision" || (key === "id" && !String(value).includes("."));
}

function textsIn(value: unknown, key = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one));
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, name));
  }
  return value == null || isBookkeeping(key, value) ? [] : [String(value)];
}

function blocksOf(markdown: string): string[] {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const blocks: string[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === "heading" || node.type === "paragraph" || node.type === "tableCell") {
      blocks.push(...linesOf(node));
    } else if (node.type === "code") blocks.push(...node.value.split("\n"));
    else if (node.type === "html") blocks.push(...withoutTags(node.value));
    else if ("children" in node) node.children.forEach(visit);
  };
  visit(tree);
  return blocks;
}

function withoutTags(html: string): string[] {
  const inline = /<\/?(?:a|b|em|i|span|strong)\b[^>]*>/g;
  return html
    .replace(inline, "")
    .replace(/<[^>]*>/g, "\n")
    .split("\n");
}

/** The text of a block; tags and line breaks end a piece of it. */
function linesOf(node: Nodes): string[] {
  const text = (part: Nodes): string => {
    if (part.type === "break" || part.type === "html") return "\n";
    if (part.type === "footnoteReference") return "";
    if ("children" in part) return part.children.map(text).join("");
    return textOf(part);
  };
  return text(node).split("\n");
}

/** Where a sentence ends; a fact ends at the bar, "Grade: 3 | Duration: 40 min". */
const SENTENCE_END = /(?<=[.!?…]["”’»)]*)\s+|(?<=[。！？])|\s+\|\s+/u;

function sentences(block: string): string[] {
  return block
    .split(SENTENCE_END)
    .map((sentence) => sentence.trim())
    .filter((sentence) => lettersOf(sentence) !== "");
}

/** What is left when markup, punctuation and white space are taken away. */
export function lettersOf(text: string): string {
  return text.normalize("NFC").replace(/[^\p{L}\p{N}\p{M}\p{Sc}½-¾]/gu, "");
}

/** Minutes in a heading become the slide's duration, "Warm-up (5 minutes)". */
const MINUTES =
  /[([（]?(\d+)\s*[-–]?\s*(?:min(?:utes|utos|uti|uten|uty)?\b\.?|Minuten|минут|хвилин|λεπτά|dakika|minut|phút|分钟|分|분|דקות|דקה|دقائق|دقيقة)\s*[)\]）]?/u;

/** The slides that say a sentence, shown or in the script; a long one may go on from slide to slide. */
export function slidesWith(sentence: string, deck: DeckContent): string[] {
  const places = deck.slides.map(({ id, title, subtitle, key_points, teacher_script, standard_codes }) => ({
    id,
    shown: lettersOf([title, subtitle ?? "", ...key_points, ...standard_codes].join(" ")),
    said: lettersOf(teacher_script),
  }));
  const holding = (letters: string) =>
    places.filter(({ shown, said }) => shown.includes(letters) || said.includes(letters)).map(({ id }) => id);
  const whole = lettersOf(sentence);
  const found = holding(whole);
  if (found.length > 0) return found;
  const flow = lettersOf(deck.slides.flatMap(({ key_points }) => key_points).join(" "));
  if (flow.includes(whole)) return ["several"];
  const minutes = MINUTES.exec(sentence);
  if (minutes === null) return [];
  const rest = holding(lettersOf(sentence.replace(MINUTES, "")));
  const timed = deck.slides.some(({ duration_minutes }) => duration_minutes === Number(minutes[1]));
  return timed ? rest : [];
}
