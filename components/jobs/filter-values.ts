/** From the fields of the filter form to changes of the address. Pure. */
import { timeSpan } from "@/lib/contract/time-input";
import { jobFilters } from "./job-address";
import type { JobAddress, JobFilters } from "./job-filters";

/** The choice of two times instead of a span. */
export const BETWEEN = "between";

/** What the field "created" shows for an address. */
export function spanOf({ created_within, created_after, created_before }: JobAddress): string {
  if (created_within) return created_within;
  return created_after || created_before ? BETWEEN : "";
}

const fields = [
  "status",
  "priority",
  "style",
  "user_id",
  "lesson_id",
  "worker_id",
  "error_code",
  "created_within",
  "created_after",
  "created_before",
] as const satisfies readonly (keyof JobFilters)[];
type FieldName = (typeof fields)[number];

/** Every field of the form: what is left empty takes its filter away. */
export type FilterChanges = { [N in FieldName]: JobFilters[N] | undefined };

/**
 * @param toTime the ISO time of a date and time of day as typed, null when it is none
 * @returns `wrong`: the fields whose value is none
 */
export function readFilterForm(
  form: FormData,
  toTime: (wall: string) => string | null,
): { changes: FilterChanges; wrong: string[] } {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const created = text("created");
  const timeOf = (name: string) => (created === BETWEEN && text(name) ? (toTime(text(name)) ?? "wrong") : "");
  const typed: Record<FieldName, string> = {
    ...{ status: form.getAll("status").join(), priority: form.getAll("priority").join() },
    ...{ style: text("style"), user_id: text("user_id"), lesson_id: text("lesson_id") },
    ...{ worker_id: text("worker_id"), error_code: text("error_code") },
    created_within: timeSpan.safeParse(created).success ? created : "",
    ...{ created_after: timeOf("created_after"), created_before: timeOf("created_before") },
  };
  const given = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ""));
  const read = jobFilters.parse(given);
  const wrong = Object.keys(given).filter((name) => read[name as FieldName] === undefined);
  const changes = Object.fromEntries(fields.map((name) => [name, read[name]]));
  return { changes: changes as FilterChanges, wrong }; // one entry for each of `fields`
}
