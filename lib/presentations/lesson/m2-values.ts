/**
 * Values of an m2.0 document as lines. Real documents write one text, a list of texts or objects for the same thing; all three
 * are read. What makes no sense as text is refused with the path of the field.
 */
import type { Group, Line } from "@/lib/contract/lessons";
import { cleanText, squeeze } from "./clean-text";
import { minutesIn } from "./durations";
import { LessonParseError } from "./lesson-parse-error";
import { markdownLines } from "./markdown-lines";
import { countLines } from "./plain-lines";
import { sectionLine } from "./source-line";
import type { ParserBudget } from "./too-hard-to-parse";

export type M2Object = Readonly<Record<string, unknown>>;

/** What every part of one document is read with: the names of fields in its language, and what its Markdown may cost. */
export type Reading = { label: (field: string) => string; budget: ParserBudget };

/** Deeper and larger than any lesson; recursion and time stay bounded. Lines of texts count as values. */
const MAX_DEPTH = 16;
const MAX_VALUES = 10_000;
const MAX_TEXT_LENGTH = 1_000_000;
const MAX_MINUTES = 24 * 60;

/** What an object may call its own text, best first; the other fields are written below it. */
const nameFields = [
  "title",
  "name",
  "label",
  "step",
  "item",
  "text",
  "description",
  "instruction",
  "content",
];
/** "Claves (one pair each)" reads better than a line of its own for the quantity. */
const amountFields = ["quantity", "amount", "count"];
/** Bookkeeping of the app that stores the document: numbers and ids say nothing to a class. */
const bookkeeping = new Set(["id", "_id", "order", "created_at", "updated_at"]);

export function isObject(value: unknown): value is M2Object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Every text of the document, keys not among them. @throws LessonParseError for one nested or grown beyond any lesson */
export function boundedTexts(document: unknown): string[] {
  const open: { value: unknown; path: string; depth: number }[] = [{ value: document, path: "", depth: 0 }];
  const texts: string[] = [];
  let values = 0;
  let length = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path, depth } = next;
    values += 1;
    if (depth > MAX_DEPTH) throw new LessonParseError(`Nested deeper than ${MAX_DEPTH} levels`, path);
    if (typeof value === "string") {
      length += value.length;
      values += Math.max(0, countLines(value) - 1);
      texts.push(value);
    }
    if (values > MAX_VALUES)
      throw new LessonParseError(`Holds more than ${MAX_VALUES} values and lines`, path);
    if (length > MAX_TEXT_LENGTH) throw new LessonParseError("Holds more than a million characters", path);
    if (typeof value !== "object" || value === null) continue;
    for (const [key, child] of Object.entries(value)) {
      length += key.length;
      open.push({ value: child, path: join(path, key), depth: depth + 1 });
    }
  }
  return texts;
}

export const join = (path: string, key: string | number) => (path === "" ? String(key) : `${path}.${key}`);

/** One line of text, "" when absent. @throws LessonParseError for anything but text or a number */
export function textOf(value: unknown, path: string): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return squeeze(cleanText(value));
  throw new LessonParseError("Must be text", path);
}

/** Text or a list of texts. @throws LessonParseError */
export function textsOf(value: unknown, path: string): string[] {
  const values = Array.isArray(value) ? value : [value];
  const texts = values.map((one, index) => textOf(one, Array.isArray(value) ? join(path, index) : path));
  return texts.filter((text) => text !== "");
}

/** Minutes: 10, "10", "10 minutes"; null when absent. @throws LessonParseError */
export function minutesOf(value: unknown, path: string): number | null {
  if (value === undefined || value === null || value === "") return null;
  const minutes =
    typeof value === "string" && !/^\s*\d+(?:\.\d+)?\s*$/.test(value) ? minutesIn(value) : Number(value);
  const isNumber = typeof value === "number" || typeof value === "string";
  if (!isNumber || minutes === null || !(minutes >= 0) || minutes > MAX_MINUTES) {
    throw new LessonParseError(`Must be minutes from 0 to ${MAX_MINUTES}`, path);
  }
  return minutes === 0 ? null : Math.max(1, Math.round(minutes));
}

/**
 * Any value as lines: texts are read as Markdown, list entries become `kind`, objects "Label: value" with what is below them
 * one level deeper.
 */
export function linesOf(value: unknown, kind: "text" | "item" | "step", reading: Reading, depth = 0): Line[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) {
    const entryKind = kind === "text" ? "item" : kind;
    return value.flatMap((entry) =>
      linesOf(entry, entryKind, reading, Array.isArray(entry) ? depth + 1 : depth),
    );
  }
  if (isObject(value)) return objectLines(value, kind, reading, depth);
  return markdownText(String(value), kind, reading, depth);
}

const isPlain = (value: unknown) => (typeof value === "string" && value !== "") || typeof value === "number";

function markdownText(
  text: string,
  kind: "text" | "item" | "step",
  { budget }: Reading,
  depth: number,
): Line[] {
  const lines = markdownLines(cleanText(text), budget).filter((line) => line.kind !== "break");
  return lines.map((line, index) => {
    const isEntry = index === 0 && (line.kind === "text" || line.kind === "heading");
    const below = index > 0 && kind !== "text" ? depth + 1 : depth;
    const plain = sectionLine({ ...line, depth: line.depth + below });
    return isEntry && (kind !== "text" || line.kind !== "heading") ? { ...plain, kind } : plain;
  });
}

function objectLines(
  object: M2Object,
  kind: "text" | "item" | "step",
  reading: Reading,
  depth: number,
): Line[] {
  const named = nameFields.find((field) => typeof object[field] === "string" && object[field] !== "");
  const lines = named === undefined ? [] : linesOf(object[named], kind, reading, depth);
  const amount = amountFields.find((field) => isPlain(object[field]));
  const [first, second] = lines;
  const isShort = first !== undefined && second === undefined && amount !== undefined;
  if (isShort) first.text += ` (${squeeze(cleanText(String(object[amount])))})`;
  for (const [field, value] of Object.entries(object)) {
    if (field === named || isBookkeeping(field, value) || (isShort && field === amount)) continue;
    lines.push(...labelledLines(labelOf(field), value, reading, named === undefined ? depth : depth + 1));
  }
  return lines;
}

/** "Label: value", or a label with what it holds one level deeper. */
export function labelledLines(label: string, value: unknown, reading: Reading, depth: number): Line[] {
  const below = linesOf(value, "item", reading, depth + 1);
  const [only] = below;
  if (only === undefined) return [];
  if (below.length === 1 && !Array.isArray(value) && !isObject(value) && only.kind === "item") {
    return [{ kind: "item", text: `${label}: ${only.text}`, depth }];
  }
  return [{ kind: "item", text: `${label}:`, depth }, ...below];
}

export function isBookkeeping(field: string, value: unknown): boolean {
  return bookkeeping.has(field) || value === null || (field === "revision" && typeof value === "number");
}

/** "exit_ticket" → "Exit ticket", "homeLink" → "Home link". */
export function labelOf(field: string): string {
  const words = squeeze(
    cleanText(field)
      .replace(/[_-]+/g, " ")
      .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " "),
  );
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** A section that may be text, a list, or an object whose fields name its groups: `{ formative: […], rubric: {…} }`. */
export function groupsOf(value: unknown, reading: Reading): Group[] {
  if (isObject(value)) {
    return Object.entries(value)
      .filter(([field, part]) => !isBookkeeping(field, part))
      .map(([field, part]) => ({ title: reading.label(field), lines: linesOf(part, "text", reading) }))
      .filter(({ lines }) => lines.length > 0);
  }
  if (Array.isArray(value) && value.length > 0 && value.every(isTitledGroup)) {
    return value.map((part: M2Object) => {
      const field =
        ["title", "name", "group", "label"].find((name) => typeof part[name] === "string") ?? "title";
      const { [field]: title, ...rest } = part;
      return { title: textOf(title, field), lines: contentLines(rest, reading) };
    });
  }
  const lines = linesOf(value, "text", reading);
  return lines.length === 0 ? [] : [{ title: "", lines }];
}

/** A named object with a list inside: a group rather than an entry. */
function isTitledGroup(value: unknown): boolean {
  if (!isObject(value)) return false;
  const isNamed = ["title", "name", "group", "label"].some((name) => typeof value[name] === "string");
  return isNamed && Object.values(value).some(Array.isArray);
}

/** The fields of a group without its title; a single list needs no label. */
function contentLines(fields: M2Object, reading: Reading): Line[] {
  const entries = Object.entries(fields).filter(([field, part]) => !isBookkeeping(field, part));
  const [only] = entries;
  if (entries.length === 1 && only !== undefined) return linesOf(only[1], "text", reading);
  return entries.flatMap(([field, part]) => labelledLines(labelOf(field), part, reading, 0));
}
