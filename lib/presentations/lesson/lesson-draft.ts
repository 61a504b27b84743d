/** A lesson while its lines are being sorted: every section grows in the order of the source. */
import type { Activity, Group, Line, SectionHeadings } from "@/lib/contract/lessons";
import { announcedMinutes, minutesIn, withoutPlainMinutes } from "./durations";
import { factNamed, type Section } from "./section-names";
import { splitLabel } from "./source-line";

/** Lines that stand in a container ("Lesson Procedure") before or without any activity of their own. */
export type Loose = { loose: true; title: string; context: string; lines: Line[]; hasChildren: boolean };
export type DraftActivity = Omit<Activity, "id" | "standardCodes">;

export type Draft = {
  title: string | null;
  headings: SectionHeadings;
  overview: Line[];
  objectives: Line[];
  prerequisites: Line[];
  materials: Group[];
  assessment: Group[];
  differentiation: Group[];
  notes: Group[];
  warmups: DraftActivity[];
  procedure: (DraftActivity | Loose)[];
  closures: DraftActivity[];
};

export function emptyDraft(): Draft {
  return {
    title: null,
    headings: {},
    overview: [],
    objectives: [],
    prerequisites: [],
    materials: [],
    assessment: [],
    differentiation: [],
    notes: [],
    warmups: [],
    procedure: [],
    closures: [],
  };
}

const trimColon = (title: string) => title.replace(/\s*[:：]\s*$/u, "");

export function draftActivity(heading: string, context: string): DraftActivity {
  const title = trimColon(withoutPlainMinutes(trimColon(heading)));
  return {
    title: title || heading,
    context,
    durationMinutes: announcedMinutes(trimColon(heading)),
    lines: [],
  };
}

/** Opens a section of the draft under `heading` ("" when the lines begin without one) and returns where its lines go. */
export function openSection(draft: Draft, section: Section, heading: string, context: string): Line[] {
  const title = trimColon(heading);
  switch (section) {
    case "overview":
    case "objectives":
    case "prerequisites": {
      const lines = draft[section];
      const known = draft.headings[section];
      const isFirst = known === undefined && lines.every(({ kind }) => kind === "heading");
      if (isFirst && title !== "") draft.headings[section] = title;
      else if (known !== title && title !== "") lines.push({ kind: "heading", text: title, depth: 0 });
      return lines;
    }
    case "standards":
      if (title !== "") draft.overview.push({ kind: "heading", text: title, depth: 0 });
      return draft.overview;
    case "materials":
    case "assessment":
    case "differentiation": {
      const known = draft.headings[section];
      if (known === undefined && title !== "") draft.headings[section] = title;
      return openGroup(draft[section], known === undefined || known === title ? "" : title);
    }
    case "notes":
      return openGroup(draft.notes, title);
    case "procedure": {
      const loose: Loose = { loose: true, title, context, lines: [], hasChildren: false };
      draft.procedure.push(loose);
      return loose.lines;
    }
    case "warmup":
    case "closure":
    case "activity": {
      const activity = draftActivity(heading, context);
      const home = { warmup: draft.warmups, closure: draft.closures, activity: draft.procedure }[section];
      home.push(activity);
      return activity.lines;
    }
    default:
      return section satisfies never;
  }
}

export function openGroup(groups: Group[], title: string): Line[] {
  const group: Group = { title: trimColon(title), lines: [] };
  groups.push(group);
  return group.lines;
}

/** "Duration: 10 minutes" among an activity's lines, or its only line's own "Body percussion (5 min)". */
export function minutesOfLines(lines: readonly Line[]): number | null {
  const [only, second] = lines;
  if (only !== undefined && second === undefined) return announcedMinutes(only.text);
  for (const { text } of lines.slice(0, 6)) {
    const [label, value] = splitLabel(text.slice(0, 200)) ?? [];
    if (label !== undefined && value !== undefined && factNamed(label) === "duration")
      return minutesIn(value);
  }
  return null;
}
