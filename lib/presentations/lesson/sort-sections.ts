/**
 * Sorts flat lines into the sections of a lesson. A heading's role depends on its name and on the section it stands in:
 * "Materials" inside an activity is a part of that activity, inside a lesson it is the list of materials.
 */
import type { Line } from "@/lib/contract/lessons";
import { announcedMinutes } from "./durations";
import { type Draft, emptyDraft, type Loose, openGroup, openSection } from "./lesson-draft";
import {
  isActivityPart,
  isGenericTitle,
  isHomework,
  isNumberedActivity,
  type Known,
  type Section,
  sectionNamed,
} from "./section-names";
import { isActivityName } from "./soft-headings";
import { SOFT_LEVEL, type SourceLine, sectionLine, splitLabel } from "./source-line";

/** "lead": before any section; "misc": an unknown section; "group" and "part": below a section's own heading. */
type Role = Section | "lead" | "misc" | "group" | "part";
type Open = {
  level: number;
  role: Role;
  title: string;
  sink: Line[];
  /** Of a container: whether it names its activities as such. Found out once, when the first bold line asks. */
  marksActivities?: boolean;
  /** Of an activity: whether none follows it. Found out once, when the first "Exit ticket" asks. */
  isLast?: boolean;
};

const activityLike: ReadonlySet<Role> = new Set(["warmup", "activity", "closure"]);
const grouped: ReadonlySet<Role> = new Set(["materials", "assessment", "differentiation"]);
const namesItsContainers: ReadonlySet<Section> = new Set(["procedure", "warmup", "activity", "closure"]);
const frontMatter: ReadonlySet<Role> = new Set([
  "overview",
  "standards",
  "objectives",
  "materials",
  "prerequisites",
]);

export function sortSections(lines: readonly SourceLine[]): Draft {
  const draft = emptyDraft();
  const covered = sectionsOfRealHeadings(lines);
  const root: Open = { level: 0, role: "lead", title: "", sink: draft.overview };
  let stack: Open[] = [root];
  let recognised = false;
  let afterBreak = false;
  /** An overview's "Materials: …" item leads its deeper lines into that section. */
  let detour: { depth: number; sink: Line[] } | null = null;

  const containers = new Map<Line[], Loose>();

  const current = () => stack.at(-1) ?? root;
  const contextOf = () =>
    stack
      .filter(({ role }) => role === "procedure")
      .map(({ title }) => title)
      .join(" › ");

  function open(section: Section, heading: string, level: number, fromTop: boolean): Line[] {
    if (fromTop) stack = [root];
    const sink = openSection(draft, section, heading, contextOf());
    const container = containers.get(current().sink);
    // Only what carries its containers' names keeps them for the reader; other sections leave the container by itself.
    if (container !== undefined && namesItsContainers.has(section)) container.hasChildren = true;
    const opened = draft.procedure.at(-1);
    if (section === "procedure" && opened !== undefined && "loose" in opened) containers.set(sink, opened);
    stack.push({ level, role: section, title: heading, sink });
    recognised ||= section !== "notes";
    return sink;
  }

  function part(text: string, level: number, role: "part" | "lead" = "part") {
    const { sink } = current();
    sink.push({ kind: "heading", text: text.replace(/\s*[:：]$/u, ""), depth: 0 });
    stack.push({ level, role, title: text, sink });
  }

  function heading(line: SourceLine, index: number) {
    while (stack.length > 1 && current().level >= line.level) stack.pop();
    const { text, level } = line;
    const soft = level === SOFT_LEVEL;
    const parent = current();
    const known = sectionNamed(text);
    const timed = announcedMinutes(text) !== null;
    const promoted =
      known?.exact === true && !(soft && covered.has(known.section)) && known.section !== "notes";

    if (level === 1 && draft.title === null && !recognised && known?.exact !== true) {
      if (isGenericTitle(text)) part(text, level, "lead");
      else draft.title = text;
      return;
    }
    if (parent.role === "lead" || parent.role === "misc") {
      if (
        known !== null &&
        (known.exact || (!soft && parent.role === "lead")) &&
        !(soft && covered.has(known.section))
      ) {
        open(known.section, text, level, false);
      } else if (isNumberedActivity(text) || (timed && !(soft && covered.has("activity"))))
        open("activity", text, level, false);
      else if (parent.role === "lead" && (soft || !recognised)) part(text, level, soft ? "part" : "lead");
      else if (soft) part(text, level);
      else note(text, level, parent);
    } else if (parent.role === "procedure") {
      procedureHeading(line, index, known?.section ?? null, promoted);
    } else if (parent.role === "notes") {
      note(text, level, parent);
    } else if (parent.role === "activity" && !soft && isContainer(parent, known, timed)) {
      becomeContainer(parent);
      procedureHeading(line, index, known?.section ?? null, promoted);
    } else if (activityLike.has(parent.role)) {
      if (parent.role === "warmup" && !soft && promoted && frontMatter.has(known.section))
        open(known.section, text, level, true);
      else if (parent.role === "activity" && promoted && known.section === "closure" && isLast(parent, index))
        open("closure", text, level, false);
      else part(text, level);
    } else if (
      promoted &&
      known.section !== parent.role &&
      parent.role !== "group" &&
      parent.role !== "part"
    ) {
      open(known.section, text, level, true);
    } else if (grouped.has(parent.role)) {
      group(parent.role as "materials" | "assessment" | "differentiation", text, level);
    } else part(text, level);
  }

  /** "Exit ticket" closes the lesson below its last activity; "Closing" below any other is a part of that one. */
  function isLast(parent: Open, index: number): boolean {
    parent.isLast ??= !activityFollows(parent.level, index);
    return parent.isLast;
  }
  function activityFollows(level: number, index: number): boolean {
    for (let at = index + 1; at < lines.length; at++) {
      const line = lines[at];
      if (line?.kind !== "heading" || line.level > level) continue;
      const known = sectionNamed(line.text);
      const isOther = known?.exact === true && known.section !== "activity" && known.section !== "procedure";
      return line.level === level && !isOther;
    }
    return false;
  }

  /** "Part A" was taken for an activity; a timed heading directly below it shows that it holds activities. */
  function becomeContainer(parent: Open) {
    const at = draft.procedure.findLastIndex(({ lines }) => lines === parent.sink);
    const { title, context } = draft.procedure[at] ?? { title: parent.title, context: "" };
    const container: Loose = { loose: true, title, context, lines: parent.sink, hasChildren: true };
    if (at >= 0) draft.procedure[at] = container;
    containers.set(parent.sink, container);
    parent.role = "procedure";
  }

  function procedureHeading(line: SourceLine, index: number, section: Section | null, promoted: boolean) {
    const { text, level } = line;
    const soft = level === SOFT_LEVEL;
    if (section === "warmup" || section === "closure" || section === "procedure")
      open(section, text, level, false);
    else if (section === "notes" && /reflec|反思/iu.test(text)) open("closure", text, level, false);
    else if (section === "notes" && !soft && announcedMinutes(text) === null)
      open("notes", text, level, true);
    else if (promoted && section !== null && section !== "activity" && !isActivityPart(text))
      open(section, text, level, true);
    else if (soft && (isActivityPart(text) || (!opensActivity(text) && activitiesAreMarked(index))))
      partOfPrevious(text, level);
    else open("activity", text, level, false);
  }

  /** A bold "Instructions" after a bold "Activity 1": same level, yet a part of it. */
  function partOfPrevious(text: string, level: number) {
    const previous = draft.procedure.at(-1);
    const sink = previous !== undefined && !("loose" in previous) ? previous.lines : current().sink;
    sink.push({ kind: "heading", text: text.replace(/\s*[:：]$/u, ""), depth: 0 });
    stack.push({ level, role: "part", title: text, sink });
  }

  /** Whether the container around `lines[index]` names its activities as such; then other bold lines are parts of them. */
  function activitiesAreMarked(index: number): boolean {
    const container = current();
    container.marksActivities ??= holdsMarkedActivity(
      containerStart(index, container.level),
      container.level,
    );
    return container.marksActivities;
  }
  function holdsMarkedActivity(from: number, level: number): boolean {
    for (let at = from; at < lines.length; at++) {
      const line = lines[at];
      if (line === undefined || (at > from && line.kind === "heading" && line.level <= level)) break;
      if (line.kind === "heading" && opensActivity(line.text)) return true;
    }
    return false;
  }
  function containerStart(index: number, level: number): number {
    let at = index;
    while (at > 0 && !(lines[at]?.kind === "heading" && (lines[at]?.level ?? 0) <= level)) at--;
    return at;
  }

  function group(section: "materials" | "assessment" | "differentiation", text: string, level: number) {
    stack.push({ level, role: "group", title: text, sink: openGroup(draft[section], text) });
  }

  function note(text: string, level: number, parent: Open) {
    const title = parent.role === "notes" ? `${parent.title} – ${text}` : text;
    if (parent.role === "notes" && parent.sink.length === 0)
      if (draft.notes.at(-1)?.lines === parent.sink)
        // Only a note without words of its own; its name leads those of its parts.
        draft.notes.pop();
    const role =
      parent.role === "notes" ? "group" : sectionNamed(text)?.section === "notes" ? "notes" : "misc";
    stack.push({ level, role, title, sink: openGroup(draft.notes, title) });
  }

  /** "Materials: drums" in an overview, or in a document whose only headings are such labels. */
  function labelled(line: SourceLine): boolean {
    const [label, value] = splitLabel(line.text) ?? [];
    const known = label === undefined ? null : sectionNamed(label);
    if (label === undefined || value === undefined || known === null || !known.exact) return false;
    if (known.section === "standards" || known.section === "overview") return false;
    if (known.section === "notes" && !isHomework(label)) return false;
    const { role, level } = current();
    const lead = role === "lead" || role === "overview" || role === "misc";
    const { name, rest } = nameAndRest(line.text, label, value, known.section);
    if ((line.kind === "item" || line.kind === "step") && lead) {
      const sink = openSection(draft, known.section, name, "");
      if (rest !== "") sink.push({ kind: "item", text: rest, depth: 0 });
      detour = { depth: line.depth, sink };
      recognised = true;
      return true;
    }
    const atSoft = level === SOFT_LEVEL && role !== "part";
    if (line.kind !== "text" || line.depth > 0 || !(lead || atSoft || role === "procedure")) return false;
    if (covered.has(known.section) && !lead) return false;
    while (stack.length > 1 && current().level >= SOFT_LEVEL) stack.pop();
    const sink = open(known.section, name, SOFT_LEVEL, current().role !== "procedure");
    if (rest !== "") sink.push({ kind: "text", text: rest, depth: 0 });
    return true;
  }

  lines.forEach((line, index) => {
    if (line.kind === "break") {
      afterBreak = true;
      return;
    }
    if (line.kind === "heading") {
      detour = null;
      heading(line, index);
    } else {
      if (detour !== null && line.depth <= detour.depth) detour = null;
      if (detour !== null) {
        detour.sink.push(sectionLine(line, detour.depth + 1));
      } else if (!labelled(line)) {
        if (afterBreak && line.kind === "text" && closes(current())) {
          stack.push({ level: SOFT_LEVEL + 1, role: "group", title: "", sink: openGroup(draft.notes, "") });
        }
        current().sink.push(sectionLine(line));
      }
    }
    afterBreak = false;
  });
  return draft;
}

/** Text after a rule (---) is a remark on the whole lesson, unless the section is one that rules often divide. */
function closes({ role, sink }: Open): boolean {
  return (
    sink.length > 0 && role !== "lead" && role !== "part" && role !== "procedure" && !activityLike.has(role)
  );
}

function isContainer({ title, sink }: Open, known: Known | null, timed: boolean): boolean {
  const isPart = known?.exact === true && (known.section === "warmup" || known.section === "closure");
  return sink.length === 0 && announcedMinutes(title) === null && (timed || isPart);
}

function opensActivity(text: string): boolean {
  return isNumberedActivity(text) || announcedMinutes(text) !== null;
}

/** "ACTIVITY 1: LEARN THE SONG (15 MIN)" is a name as a whole; of "Warm-up: Echo (5 min)" only the time belongs to the name. */
function nameAndRest(text: string, label: string, value: string, section: Section) {
  if (isActivityName(text)) return { name: text, rest: "" };
  const minutes = activityLike.has(section) ? announcedMinutes(value) : null;
  const name = minutes === null || announcedMinutes(label) !== null ? label : `${label} (${minutes} min)`;
  return { name, rest: value };
}

function sectionsOfRealHeadings(lines: readonly SourceLine[]): Set<Section> {
  const sections = new Set<Section>();
  for (const line of lines) {
    if (line.kind !== "heading" || line.level === SOFT_LEVEL) continue;
    const known = sectionNamed(line.text);
    if (known !== null) sections.add(known.section);
    if (isNumberedActivity(line.text)) sections.add("activity");
  }
  return sections;
}
