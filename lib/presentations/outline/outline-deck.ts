/** From a lesson to the slides of its deck: deterministic, in the lesson's own words, with nothing left out. */
import type { DeckContent, Slide } from "@/lib/contract/decks";
import type { Line, ParsedLesson } from "@/lib/contract/lessons";
import { LessonParseError } from "@/lib/presentations/lesson/lesson-parse-error";
import type { Page } from "./pages";
import { fillPhrase, type Phrases, phrasesOf } from "./phrases";
import { pictureOf } from "./picture";
import { type Section, sectionsOf } from "./sections";
import { shortened } from "./split-text";
import { coverScript, pageScript, withMinutes } from "./teacher-script";
import { textWidth } from "./text-width";

/** Nobody teaches from more slides; rendering them would hold a worker for minutes. */
export const MAX_SLIDES = 500;

/** Letters of the title slide's title and of its subtitle. */
const COVER_TITLE_ROOM = 120;
const COVER_SUBTITLE_ROOM = 160;

/**
 * A title slide, then a slide or more for each section that the lesson has. Every slide but the first has one to five points;
 * longer sections continue on slides titled "… (2/3)".
 * @throws LessonParseError when the lesson makes more than MAX_SLIDES slides
 */
export function outlineDeck(lesson: ParsedLesson): DeckContent {
  const phrases = phrasesOf(lesson.language);
  const cover = coverOf(lesson, phrases);
  const sections = sectionsOf(lesson, cover.overview, phrases);
  const count = sections.reduce((sum, { pages }) => sum + pages.length, 1);
  if (count > MAX_SLIDES) {
    throw new LessonParseError(`The lesson makes ${count} slides; a deck holds at most ${MAX_SLIDES}`);
  }
  const pages = sections.flatMap((section) => section.pages.map((page, index) => ({ section, page, index })));
  const nextTitle = (at: number) => {
    const next = pages[at];
    if (next === undefined) return null;
    const { section, index } = next;
    const title = pageTitle(section, index);
    return index === 0 ? withMinutes(title, section.minutes, phrases) : title;
  };
  const slides: Slide[] = [
    {
      id: slideId(0),
      order: 0,
      title: cover.title,
      subtitle: cover.subtitle,
      key_points: [],
      teacher_script: coverScript(lesson, phrases, nextTitle(0)),
      visual_prompt: fillPhrase(phrases.picture.cover, { title: cover.title }),
      duration_minutes: null,
      source_section: "overview",
      activity_id: null,
      standard_codes: [],
    },
    ...pages.map(({ section, page, index }, at) => ({
      ...pageSlide(section, page, index, phrases, nextTitle(at + 1)),
      id: slideId(at + 1),
      order: at + 1,
    })),
  ];
  return {
    title: lesson.title,
    subtitle: cover.subtitle,
    language: lesson.language,
    total_duration_minutes: lesson.totalMinutes,
    slides,
  };
}

const slideId = (order: number) => `slide-${String(order + 1).padStart(2, "0")}`;

function pageTitle({ title, pages }: Section, index: number): string {
  return index === 0 ? title : `${title} (${index + 1}/${pages.length})`;
}

function pageSlide(
  section: Section,
  page: Page,
  index: number,
  phrases: Phrases,
  next: string | null,
): Omit<Slide, "id" | "order"> {
  return {
    title: pageTitle(section, index),
    subtitle: page.heading || (index === 0 ? section.context : "") || null,
    key_points: page.points.map(({ text }) => text),
    teacher_script: pageScript(section, page, index, phrases, next),
    visual_prompt: pictureOf(section, page.points[0]?.text ?? section.title, phrases),
    duration_minutes: index === 0 ? section.minutes : null,
    source_section: section.source,
    activity_id: section.activityId,
    standard_codes: section.codes,
  };
}

/** "4" alone says little: "Grade 4". */
function gradeName(grade: string, phrases: Phrases): string {
  return /^(?:K|\d{1,2})(?:\s*[-–—]\s*\d{1,2})?$/u.test(grade) ? fillPhrase(phrases.grade, { grade }) : grade;
}

type Cover = { title: string; subtitle: string | null; overview: readonly Line[] };

/**
 * A heading that opens the overview without any text of its own, "Your Personalized Lesson Plan", is the lesson's other name
 * and stands on the title slide.
 */
function coverOf(lesson: ParsedLesson, phrases: Phrases): Cover {
  const [first, second] = lesson.overview;
  const isOtherName =
    first?.kind === "heading" &&
    (second === undefined || second.kind === "heading" || lesson.headings.overview !== undefined) &&
    textWidth(first.text) <= COVER_SUBTITLE_ROOM / 2;
  const facts = [
    isOtherName ? first.text : "",
    textWidth(lesson.grade) <= COVER_SUBTITLE_ROOM / 2 ? gradeName(lesson.grade, phrases) : "",
    lesson.totalMinutes === null ? "" : fillPhrase(phrases.minutes, { n: lesson.totalMinutes }),
  ].filter((fact) => fact !== "");
  const isLong = textWidth(lesson.title) > COVER_TITLE_ROOM;
  const overview = isOtherName ? lesson.overview.slice(1) : lesson.overview;
  return {
    title: isLong ? shortened(lesson.title, COVER_TITLE_ROOM) : lesson.title,
    subtitle: facts.length === 0 ? null : facts.join(" · "),
    overview: isLong ? [{ kind: "text", text: lesson.title, depth: 0 }, ...overview] : overview,
  };
}
