/** The columns of the job table: which there are, which are shown, and by what each is sorted. */
import type { JobSort } from "@/lib/contract/jobs";

/** Those that may be left out, in their order on the page. State, lesson and actions are always there. */
export const jobColumns = [
  "outcome",
  "style",
  "priority",
  "user",
  "worker",
  "error",
  "attempts",
  "slides",
  "id",
  "created",
  "started",
  "ended",
  "duration",
] as const;
export type JobColumn = (typeof jobColumns)[number];

export const usualColumns: readonly JobColumn[] = ["outcome", "style", "priority", "created", "duration"];

/** What stands in the address: nothing when the usual ones are shown. */
export function columnsInAddress(shown: readonly JobColumn[]): JobColumn[] | undefined {
  const ordered = jobColumns.filter((column) => shown.includes(column));
  return ordered.join() === usualColumns.join() ? undefined : ordered;
}

type SortKey = Exclude<JobSort, `-${string}` | "queue">;

export const sortKeys: Readonly<Partial<Record<JobColumn, SortKey>>> = {
  priority: "priority",
  created: "created_at",
  started: "started_at",
  ended: "completed_at",
  duration: "processing_time_seconds",
};

export type SortDirection = "ascending" | "descending";

/** How `column` is sorted under `sort`; null: it is not. Left out, the list is newest first. */
export function directionOf(column: JobColumn, sort: JobSort = "-created_at"): SortDirection | null {
  const key = sortKeys[column];
  if (key === undefined || sort.replace("-", "") !== key) return null;
  return sort.startsWith("-") ? "descending" : "ascending";
}

/** The order after a press on the head of `column`: largest first, then round and round. */
export function nextSort(column: JobColumn, sort?: JobSort): JobSort | undefined {
  const key = sortKeys[column];
  if (key === undefined) return sort;
  const next: JobSort = directionOf(column, sort) === "descending" ? key : `-${key}`;
  return next === "-created_at" ? undefined : next;
}
