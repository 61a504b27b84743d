/** The filters of the job list, which live in the address: what a person sees survives a reload and can be sent. */
import type { JobAddress, JobFilters } from "./job-address";

export type { JobAddress, JobFilters };

/** In the order in which an address names them; the type wants them all. */
const inOrder: Record<keyof JobAddress, true> = {
  q: true,
  status: true,
  priority: true,
  style: true,
  lesson_id: true,
  user_id: true,
  worker_id: true,
  error_code: true,
  created_after: true,
  created_before: true,
  created_within: true,
  completed_after: true,
  completed_before: true,
  sort: true,
  cursor: true,
  columns: true,
};
const names = Object.keys(inOrder) as (keyof JobAddress)[]; // they are its keys

/** Spans of time that can be chosen without typing. */
export const createdSpans = ["15m", "1h", "24h", "7d", "30d"] as const;

/** What the API is asked for. */
export function filtersOf({ columns: _shown, ...filters }: JobAddress): JobFilters {
  return filters;
}

/** What narrows the list: not its order, its page, or how it is shown. */
export function conditionsOf(address: JobAddress): JobFilters {
  const { sort: _order, cursor: _page, ...conditions } = filtersOf(address);
  return conditions;
}

/** What narrows the list beside the state; null: nothing. */
export function narrowingOf(address: JobAddress): Omit<JobFilters, "status"> | null {
  const { status: _state, ...narrowing } = conditionsOf(address);
  return toQuery(narrowing) === "" ? null : narrowing;
}

/** The filters as a query: the page's own (`/jobs?…`) and the API's. Absent ones leave no trace. */
export function toQuery(address: Partial<JobAddress>): string {
  const query = new URLSearchParams();
  for (const name of names) {
    const value = address[name];
    if (value?.length || (name === "columns" && value)) query.set(name, String(value));
  }
  // Commas and colons are legal in a query, and people read addresses.
  return query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
}

/** Address of the job list with `changes` to `address`. A changed filter starts on the first page again. */
export function jobsHref(address: Partial<JobAddress>, changes: Partial<JobAddress> = {}): string {
  const query = toQuery({ ...address, cursor: undefined, ...changes });
  return query === "" ? "/jobs" : `/jobs?${query}`;
}
