import { type Slide, slide, sourceSection } from "@/lib/contract/decks";
import type { LegacyValue } from "./legacy-file";
import { asJson, asNumber, asText } from "./values";

/** As the contract says; what is longer continues on a next slide. */
const MAX_POINTS = 5;
const CONTINUED = "(continued)";

type OldSlide = Record<string, unknown>;

/**
 * The slides in an old deck's column: a list, or an object with one. Every text is kept: what is no slide at all becomes the
 * points of one. Null: there is no slide.
 */
export function mapSlides(column: LegacyValue | undefined): Slide[] | null {
  const parsed = asJson(column);
  const list = Array.isArray(parsed) ? parsed : listIn(parsed);
  const slides = inOrder(list.map(asSlide)).flatMap(readSlide);
  if (slides.length === 0) return null;
  // Ids name slides within the deck, so each needs its own.
  const isUnique = new Set(slides.map(({ id }) => id)).size === slides.length;
  return slides.map((each, order) => ({
    ...each,
    id: isUnique ? each.id : `${order + 1}-${each.id}`,
    order,
  }));
}

/** Names of what old slides hold and ours have no place for. */
export function unknownSlideFields(column: LegacyValue | undefined): string[] {
  const parsed = asJson(column);
  const list = Array.isArray(parsed) ? parsed : listIn(parsed);
  const fields = list.filter(isObject).flatMap((each) => Object.keys(each));
  return [...new Set(fields)].filter((field) => !Object.hasOwn(slide.shape, field));
}

const isObject = (value: unknown): value is OldSlide =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const listIn = (parsed: unknown): unknown[] =>
  isObject(parsed) && Array.isArray(parsed.slides) ? parsed.slides : [];

const asSlide = (value: unknown): OldSlide => (isObject(value) ? value : { key_points: value });

function inOrder(slides: OldSlide[]): OldSlide[] {
  const place = ({ order }: OldSlide) => (typeof order === "number" ? order : null);
  return slides.every((each) => place(each) !== null)
    ? slides.toSorted((a, b) => (place(a) ?? 0) - (place(b) ?? 0))
    : slides;
}

function readSlide(old: OldSlide, index: number): Slide[] {
  const points = textsIn(old.key_points);
  const section = sourceSection.safeParse(textIn(old.source_section).trim().toLowerCase());
  const duration = asNumber(scalar(old.duration_minutes));
  const first: Slide = {
    id: textIn(old.id).trim() || `slide-${index + 1}`,
    order: index,
    title: textIn(old.title).trim() || `Slide ${index + 1}`,
    subtitle: textIn(old.subtitle).trim() || null,
    key_points: points.slice(0, MAX_POINTS),
    teacher_script: textIn(old.teacher_script),
    visual_prompt: textIn(old.visual_prompt),
    duration_minutes: duration !== null && duration >= 0 ? duration : null,
    source_section: section.success ? section.data : "notes",
    activity_id: textIn(old.activity_id).trim() || null,
    standard_codes: textsIn(old.standard_codes),
  };
  const more: Slide[] = [];
  for (let from = MAX_POINTS; from < points.length; from += MAX_POINTS) {
    more.push({
      ...first,
      id: `${first.id}-${more.length + 2}`,
      title: `${first.title} ${CONTINUED}`,
      key_points: points.slice(from, from + MAX_POINTS),
      teacher_script: "",
      duration_minutes: null,
    });
  }
  return [first, ...more].map((each) => slide.parse(each));
}

const scalar = (value: unknown): LegacyValue =>
  typeof value === "string" || typeof value === "number" ? value : null;

/** Text of anything in JSON; asJson has seen to it that it can be written again. */
function textIn(value: unknown): string {
  if (value === null || value === undefined) return "";
  return asText(typeof value === "string" ? value : JSON.stringify(value)) ?? "";
}

function textsIn(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.map(textIn).filter((text) => text.trim() !== "");
}
