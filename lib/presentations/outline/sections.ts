/** The sections of a deck in the order in which a lesson is prepared and taught, each with its pages. */
import type { SourceSection } from "@/lib/contract/decks";
import type { Activity, Group, Line, ParsedLesson } from "@/lib/contract/lessons";
import { type Block, POINT_ROOM } from "./block-writer";
import { blocksOf } from "./blocks";
import { numberSteps } from "./number-steps";
import { type Page, pagesOf } from "./pages";
import type { Phrases } from "./phrases";
import { shortened } from "./split-text";
import { withMinutes } from "./teacher-script";
import { textWidth } from "./text-width";

/** Minutes of the lesson at which a part begins and ends. */
export type Clock = { from: number; to: number };

export type Section = {
  source: SourceSection;
  /** "prerequisites" and "plan" have no source section of their own. */
  cue: keyof Phrases["cues"];
  title: string;
  /** The headings above it in the lesson; may be empty. */
  context: string;
  minutes: number | null;
  clock: Clock | null;
  activityId: string | null;
  codes: string[];
  /** Never empty. */
  pages: Page[];
};

/** Letters of a slide's title: two lines. */
const TITLE_ROOM = 100;
/** A plan of more parts than a bar can show is no overview. */
const PLAN_MOST_PARTS = 24;

/** Everything but the title slide. */
export function sectionsOf(lesson: ParsedLesson, overview: readonly Line[], phrases: Phrases): Section[] {
  const { headings, closure } = lesson;
  const { titles } = phrases;
  const named = (name: keyof typeof headings) => headings[name] ?? titles[name];
  const codes = lesson.standards.map(({ code }) => code);
  const sections: (Section | null)[] = [
    section("overview", named("overview"), blocksOf(overview), { codes }),
    section("objectives", named("objectives"), blocksOf(lesson.objectives)),
    section("materials", named("materials"), groupBlocks(lesson.materials)),
    section("overview", named("prerequisites"), blocksOf(lesson.prerequisites), { cue: "prerequisites" }),
  ];
  sections.push(planOf(lesson, phrases));
  const clocks = clocksOf(lesson);
  if (lesson.warmup !== null) sections.push(taught("warmup", lesson.warmup, clocks));
  for (const activity of lesson.activities) sections.push(taught("activity", activity, clocks));
  sections.push(
    section("assessment", named("assessment"), groupBlocks(lesson.assessment)),
    section("differentiation", named("differentiation"), groupBlocks(lesson.differentiation)),
  );
  if (closure !== null) sections.push(taught("closure", closure, clocks));
  return [...sections.filter((one) => one !== null), ...noteSections(lesson.notes, titles.notes)];
}

function section(
  source: SourceSection,
  title: string,
  blocks: readonly Block[],
  extras: Partial<Section> = {},
): Section | null {
  const { title: short, blocks: whole } = withShortTitle(title, blocks);
  const pages = pagesOf(whole);
  if (pages.length === 0) return null;
  return {
    source,
    cue: source,
    title: short,
    context: "",
    minutes: null,
    clock: null,
    activityId: null,
    codes: [],
    pages,
    ...extras,
  };
}

/** A title too long for its place is cut there and stands in full as the first point. */
function withShortTitle(
  title: string,
  blocks: readonly Block[],
): { title: string; blocks: readonly Block[] } {
  if (textWidth(title) <= TITLE_ROOM) return { title, blocks };
  return { title: shortened(title, TITLE_ROOM), blocks: [...blocksOf([paragraph(title)]), ...blocks] };
}

const paragraph = (text: string): Line => ({ kind: "text", text, depth: 0 });
const heading = (text: string): Line => ({ kind: "heading", text, depth: 0 });

function groupBlocks(groups: readonly Group[]): Block[] {
  return groups.flatMap(({ title, lines }) => blocksOf(title === "" ? lines : [heading(title), ...lines]));
}

function taught(
  source: "warmup" | "activity" | "closure",
  activity: Activity,
  clocks: ReadonlyMap<Activity, Clock>,
): Section | null {
  const { id, title, context, durationMinutes: minutes, lines, standardCodes: codes } = activity;
  const steps = source === "closure" ? lines : numberSteps(lines);
  const blocks = blocksOf(lines.length > 0 ? steps : [paragraph(title)]);
  const clock = clocks.get(activity) ?? null;
  return section(source, title, blocks, { activityId: id, context, minutes, clock, codes });
}

/** What the class is going to do, before it begins: an activity slide of no single activity, where there are several. */
function planOf({ warmup, activities, closure }: ParsedLesson, phrases: Phrases): Section | null {
  const parts = [warmup, ...activities, closure].filter((part) => part !== null);
  if (parts.length < 2 || parts.length > PLAN_MOST_PARTS) return null;
  const points = parts.map(({ title, durationMinutes }) =>
    withMinutes(shortened(title, TITLE_ROOM), durationMinutes, phrases),
  );
  const clusters = points.map((text) => [{ text, continues: false, asides: [] }]);
  return section("activity", phrases.titles.plan, [{ heading: "", clusters }], { cue: "plan" });
}

/** Where the clock stands during each part, as long as every part before it says how long it takes. */
function clocksOf({ warmup, activities, closure }: ParsedLesson): Map<Activity, Clock> {
  const clocks = new Map<Activity, Clock>();
  let from = 0;
  for (const part of [warmup, ...activities, closure]) {
    if (part === null) continue;
    if (part.durationMinutes === null) break;
    clocks.set(part, { from, to: from + part.durationMinutes });
    from += part.durationMinutes;
  }
  return clocks;
}

/** Every note under its own title; neighbouring ones of a single point share a slide. */
function noteSections(notes: readonly Group[], fallback: string): Section[] {
  const sections: (Section | null)[] = [];
  let small: Group[] = [];
  const endSmall = () => {
    const [only, second] = small;
    if (only !== undefined && second === undefined) sections.push(noteSection(only, fallback));
    else sections.push(section("notes", fallback, groupBlocks(small)));
    small = [];
  };
  for (const note of notes) {
    if (isSmall(note)) small.push(note);
    else {
      endSmall();
      sections.push(noteSection(note, fallback));
    }
  }
  endSmall();
  return sections.filter((one) => one !== null);
}

function isSmall({ title, lines }: Group): boolean {
  const [line, second] = lines;
  return second === undefined && textWidth(title) + textWidth(line?.text ?? "") < POINT_ROOM;
}

function noteSection({ title, lines }: Group, fallback: string): Section | null {
  if (title === "" || lines.length === 0) {
    return section("notes", fallback, blocksOf(title === "" ? lines : [paragraph(title)]));
  }
  return section("notes", title, blocksOf(lines));
}
