/** Activities of an m2.0 document, the warm-up and the closure among them. */
import type { Activity, Line } from "@/lib/contract/lessons";
import { LessonParseError } from "./lesson-parse-error";
import {
  isBookkeeping,
  isObject,
  join,
  linesOf,
  minutesOf,
  type Reading,
  textOf,
  textsOf,
} from "./m2-values";
import { codesIn } from "./standard-codes";

type Names = { id: string; title: string };

/** Fields that are read; of two names for the same thing the first that is there, the other becomes a part of the text. */
const activityFields = [
  ["id"],
  ["title", "name"],
  ["duration_minutes", "duration"],
  ["description"],
  ["steps"],
  ["aligned_standards", "standards"],
] as const;

/** @throws LessonParseError unless `value` is absent or a list */
export function activitiesFrom(value: unknown, path: string, reading: Reading): Activity[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new LessonParseError("Must be a list of activities", path);
  const ids = new Set<string>();
  const repeats = new Map<string, number>();
  return value.map((one, index) => {
    const at = join(path, index);
    const names = { id: `activity-${index + 1}`, title: `${reading.label("activity")} ${index + 1}` };
    const activity = activityFrom(one, at, names, reading);
    if (activity === null) throw new LessonParseError("Must be an activity", at);
    // "sing", "sing-2", "sing-3": counted, because a thousand of the same name would be tried again for each of them.
    const { id } = activity;
    let count = repeats.get(id) ?? 1;
    while (ids.has(activity.id)) activity.id = `${id}-${++count}`;
    repeats.set(id, count);
    ids.add(activity.id);
    return activity;
  });
}

/**
 * Text, a list of steps, or an object; null when absent. `names` counts where the value has no id or title of its own.
 * @throws LessonParseError naming the field
 */
export function activityFrom(value: unknown, path: string, names: Names, reading: Reading): Activity | null {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "string" || Array.isArray(value)) {
    const lines = linesOf(value, typeof value === "string" ? "text" : "step", reading);
    return lines.length === 0 ? null : { ...empty(names), lines, standardCodes: codesOf(lines, []) };
  }
  if (!isObject(value)) throw new LessonParseError("Must be text, a list of steps or an object", path);
  const known = activityFields.map((names) => names.find((name) => value[name] !== undefined) ?? names[0]);
  const [idField, titleField, minutesField, , , standardsField] = known as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const aligned = standardCodes(value[standardsField], join(path, standardsField));
  const isText = typeof value.steps === "string";
  const lines = [
    ...linesOf(value.description, "text", reading),
    ...linesOf(value.steps, isText ? "text" : "step", reading),
    ...Object.entries(value).flatMap(([field, part]) => {
      const isRead = known.some((name) => name === field) || isBookkeeping(field, part);
      const below = isRead ? [] : linesOf(part, "item", reading);
      const text = reading.label(field);
      return below.length === 0 ? [] : [{ kind: "heading" as const, text, depth: 0 }, ...below];
    }),
  ];
  const title = textOf(value[titleField], join(path, titleField)) || names.title;
  return {
    id: textOf(value[idField], join(path, idField)) || names.id,
    title,
    context: "",
    durationMinutes: minutesOf(value[minutesField], join(path, minutesField)),
    lines,
    standardCodes: codesOf([{ kind: "text", text: title, depth: 0 }, ...lines], aligned),
  };
}

const empty = ({ id, title }: Names): Activity => ({
  id,
  title,
  context: "",
  durationMinutes: null,
  lines: [],
  standardCodes: [],
});

function standardCodes(value: unknown, path: string): string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.flatMap((one, index) => textsOf(isObject(one) ? one.code : one, join(path, index)));
}

function codesOf(lines: readonly Line[], aligned: readonly string[]): string[] {
  return [...new Set([...aligned, ...codesIn(lines.map(({ text }) => text))])];
}

/** The exit ticket ends the lesson: the closure's last part, or the closure itself. */
export function joinedClosure(closing: unknown, exitTicket: unknown, reading: Reading): Activity | null {
  const closure = activityFrom(
    closing,
    "content.closure",
    { id: "closure", title: reading.label("closure") },
    reading,
  );
  const names = { id: "closure", title: reading.label("exit_ticket") };
  const ticket = activityFrom(exitTicket, "content.exit_ticket", names, reading);
  if (closure === null || ticket === null) return closure ?? ticket;
  const minutes =
    closure.durationMinutes === null && ticket.durationMinutes === null
      ? null
      : (closure.durationMinutes ?? 0) + (ticket.durationMinutes ?? 0);
  return {
    ...closure,
    durationMinutes: minutes,
    lines: [...closure.lines, { kind: "heading", text: ticket.title, depth: 0 }, ...ticket.lines],
    standardCodes: [...new Set([...closure.standardCodes, ...ticket.standardCodes])],
  };
}
