/** Whether a model's wording of a slide says the same as the outline's. Code decides, never the model. */
import type { Slide } from "@/lib/contract/decks";
import { codesIn } from "../lesson/standard-codes";
import { PAGE_ROOM } from "../outline/pages";
import { textWidth } from "../outline/text-width";
import { numbersIn } from "./numbers";
import { SCRIPT_MAX_WORDS } from "./slide-text";
import { wordsOf } from "./words";

/** `room`: the width (see textWidth) that any wording may take; a longer outline text allows `GROWTH` of its own. */
type Field = { name: FieldName; outline: string; answer: string; room: number };
type FieldName = "the title" | `key point ${number}` | "the teacher's script" | "the picture's description";

const TITLE_ROOM = 80;
const POINT_ROOM = 220;
const SCRIPT_ROOM = 800;
const VISUAL_ROOM = 300;
const GROWTH = 1.3;

/**
 * Why the outline's text must stay, as the end of a sentence; null when the answer is a rewording and nothing else. `answer`
 * is the whole slide in new words (see reworded()).
 */
export function findFault(outline: Slide, answer: Slide): string | null {
  const expected = outline.key_points.length;
  const given = answer.key_points.length;
  if (given !== expected) return `the number of key points changed from ${expected} to ${given}`;
  const fields = fieldsOf(outline, answer);
  for (const field of fields) {
    for (const rule of rules) {
      const fault = rule(field);
      if (fault !== null) return `${field.name} ${fault}`;
    }
  }
  return (
    findAddition(outline, fields) ??
    findStranger(outline, fields) ??
    findSwap(outline, fields) ??
    findOverflow(outline, answer)
  );
}

function fieldsOf(outline: Slide, answer: Slide): Field[] {
  const field = (name: FieldName, room: number, before: string, after: string): Field => ({
    name,
    outline: before,
    answer: after,
    room,
  });
  return [
    field("the title", TITLE_ROOM, outline.title, answer.title),
    ...outline.key_points.map((point, index) =>
      field(`key point ${index + 1}`, POINT_ROOM, point, answer.key_points[index] ?? ""),
    ),
    field("the teacher's script", SCRIPT_ROOM, outline.teacher_script, answer.teacher_script),
    field("the picture's description", VISUAL_ROOM, outline.visual_prompt, answer.visual_prompt),
  ].filter((each) => each.outline !== each.answer);
}

type Rule = (field: Field) => string | null;

/** A picture's description only repeats what the slide says; a picture without the numbers is as good. */
const isLessonText = ({ name }: Field) => name !== "the picture's description";
const onLessonText =
  (rule: Rule): Rule =>
  (field) =>
    isLessonText(field) ? rule(field) : null;

const rules: readonly Rule[] = [
  ({ outline, answer }) =>
    outline.trim() === "" ? "did not exist before" : answer === "" ? "is empty" : null,
  ({ outline, answer, room }) =>
    textWidth(answer) > Math.max(room, textWidth(outline) * GROWTH) ? "is too long" : null,
  ({ name, answer }) =>
    name === "the teacher's script" && wordsOf(answer).length > SCRIPT_MAX_WORDS
      ? `has more than ${SCRIPT_MAX_WORDS} words`
      : null,
  onLessonText(({ outline, answer }) => lost("the standard", codesIn([outline]), codesIn([answer]))),
  onLessonText(({ outline, answer }) => lost("the address", addressesIn(outline), addressesIn(answer))),
  onLessonText(({ outline, answer }) => lost("the number", numbersIn(outline), numbersIn(answer))),
  ({ outline, answer }) => (leadOf(outline) === leadOf(answer) ? null : "lost its leading mark"),
  ({ outline, answer }) =>
    scriptOf(outline) === scriptOf(answer) ? null : "is in another writing than before",
  ({ outline, answer }) => (!MARKUP.test(outline) && MARKUP.test(answer) ? "holds markup" : null),
  ({ name, outline, answer }) =>
    keepsEnoughWords(outline, answer, name.startsWith("key point")) ? null : "says something else",
];

/** Numbers, codes and addresses that the slide does not have anywhere would be new durations, standards or links. */
function findAddition(outline: Slide, fields: readonly Field[]): string | null {
  const known = [
    ...textsOf(outline),
    outline.visual_prompt,
    String(outline.duration_minutes ?? ""),
    ...outline.standard_codes,
  ];
  const knownOf = (find: (text: string) => string[]) => new Set(known.flatMap(find));
  const numbers = knownOf(numbersIn);
  const codes = new Set([...codesIn(known), ...outline.standard_codes]);
  const addresses = knownOf(addressesIn);
  for (const { name, answer } of fields) {
    const added =
      codesIn([answer]).find((code) => !codes.has(code)) ??
      addressesIn(answer).find((address) => !addresses.has(address)) ??
      numbersIn(answer).find((number) => !numbers.has(number));
    if (added !== undefined) return `${name} adds “${added.slice(0, 60)}”`;
  }
  return null;
}

const textsOf = (slide: Slide) => [
  slide.title,
  slide.subtitle ?? "",
  ...slide.key_points,
  slide.teacher_script,
];

/** A short text, which may change altogether (see keepsEnoughWords), still speaks of what the slide speaks of. */
function findStranger(outline: Slide, fields: readonly Field[]): string | null {
  const known = tellingWords(textsOf(outline).join("\n"));
  if (known.size === 0) return null;
  const stranger = fields
    .filter(isLessonText)
    .find(({ answer }) => ![...tellingWords(answer)].some((word) => known.has(word)));
  return stranger ? `${stranger.name} has nothing to do with the slide` : null;
}

/** A point that is nearer to another one than to its own has changed places with it, or says it twice in its stead. */
function findSwap(outline: Slide, fields: readonly Field[]): string | null {
  const swapped = fields.find(({ name, outline: own, answer }) => {
    const share = keptShare(own, answer);
    return (
      name.startsWith("key point") && outline.key_points.some((other) => keptShare(other, answer) > share)
    );
  });
  return swapped ? `${swapped.name} says another point` : null;
}

/** The outline filled the slide to what fits; new wording may not push its last point off. */
function findOverflow(outline: Slide, answer: Slide): string | null {
  const widthOf = ({ key_points }: Slide) => key_points.reduce((sum, point) => sum + textWidth(point), 0);
  return widthOf(answer) > Math.max(PAGE_ROOM, widthOf(outline))
    ? "the key points do not fit the slide"
    : null;
}

/** What of `before` is missing in `after`; each occurrence counts. */
function lost(what: string, before: readonly string[], after: readonly string[]): string | null {
  const left = [...after];
  for (const each of before) {
    const at = left.indexOf(each);
    if (at < 0) return `lost ${what} “${each.slice(0, 60)}”`;
    left.splice(at, 1);
  }
  return null;
}

/** With a scheme, a mailbox, or anything that ends like a domain: there are more of those than a list could name. */
const ADDRESS =
  /(?:[a-z][a-z0-9+.-]{1,20}:\/\/|(?:mailto|javascript|data|tel):|www\.)[^\s)\]>"'”’，。）]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+|(?<![\w@.])(?:[a-z][a-z0-9-]{0,62}\.){1,9}[a-z]{2,24}(?!\w)(?:\/[^\s)\]>"'”’，。）]*)?/giu;

function addressesIn(text: string): string[] {
  return (text.match(ADDRESS) ?? []).map((address) => address.replace(/[.,;:!?]+$/, ""));
}

/** Step numbers, and the marks that place a point below another or make it a task. */
function leadOf(text: string): string {
  return /^(?:[–—☐☑•]\s*|\p{N}{1,3}[.)、]\s*)*/u.exec(text)?.[0].replace(/\s/g, "") ?? "";
}

/** Signs of Markdown or HTML, which no renderer would interpret: they would stand on the slide. */
const MARKUP = /\*\*|__|```|^#{1,6}\s|^[-*]\s|<\/?[a-z][^<>]{0,200}>|\]\(/imu;

const writings = [
  ["Latin", /\p{Script=Latin}/gu],
  // Japanese mixes its own letters with Chinese ones, in any share.
  ["Chinese or Japanese", /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ["Hangul", /\p{Script=Hangul}/gu],
  ["Cyrillic", /\p{Script=Cyrillic}/gu],
  ["Greek", /\p{Script=Greek}/gu],
  ["Arabic", /\p{Script=Arabic}/gu],
  ["Hebrew", /\p{Script=Hebrew}/gu],
  ["Devanagari", /\p{Script=Devanagari}/gu],
  ["Thai", /\p{Script=Thai}/gu],
] as const;

/** The writing of most letters; "" without any. */
function scriptOf(text: string): string {
  let most = { name: "", count: 0 };
  for (const [name, letter] of writings) {
    const count = text.match(letter)?.length ?? 0;
    if (count > most.count) most = { name, count };
  }
  return most.name;
}

/**
 * A faithful rewording keeps most telling words of a text. One that keeps almost none answers another point, translates, or
 * does what the text told the model to do. Short texts, such as the title "Materials", may change altogether; not so a short
 * point, which may be an objective.
 */
const KEPT_SHARE = 0.25;
const SHORT_WORDS = 4;

function keepsEnoughWords(outline: string, answer: string, isPoint: boolean): boolean {
  const { size } = tellingWords(outline);
  if (size < SHORT_WORDS) return size === 0 || !isPoint || keptShare(outline, answer) > 0;
  return keptShare(outline, answer) >= KEPT_SHARE;
}

/** Of the telling words of `outline`, 0 to 1: how many `answer` has. */
function keptShare(outline: string, answer: string): number {
  const before = tellingWords(outline);
  const after = tellingWords(answer);
  return before.size === 0 ? 0 : [...before].filter((word) => after.has(word)).length / before.size;
}

/** Beginnings of words, so that "clap" and "clapping" are one; short words of alphabets say little. */
function tellingWords(text: string): Set<string> {
  const words = wordsOf(text.toLowerCase()).filter(
    (word) => word.length >= 4 || /\p{Script=Han}/u.test(word),
  );
  return new Set(words.map((word) => word.slice(0, 4)));
}
