/** Which jobs of a list are chosen: some of those seen, page after page, or all that match. Pure. */
import type { Job } from "@/lib/contract/jobs";

export type JobSelection =
  | {
      kind: "ids";
      /** In the order of choosing. */
      jobs: ReadonlyMap<string, Job>;
      /** The job chosen last: a range begins there. */
      anchor: string | null;
    }
  /** All that match the list's filter, also those that nobody has seen. */
  | { kind: "all" };

export const nothingSelected: JobSelection = { kind: "ids", jobs: new Map(), anchor: null };

/** What an action can be about at most when its jobs are named. */
export const MAX_SELECTED = 1_000;

export function isSelected(selection: JobSelection, jobId: string): boolean {
  return selection.kind === "all" || selection.jobs.has(jobId);
}

/**
 * A press on a job's box. With `isRange`, every job of the page from the one pressed before to this one becomes what this one becomes.
 * After "all", what is left is the page without the job.
 */
export function toggle(
  selection: JobSelection,
  page: readonly Job[],
  jobId: string,
  isRange = false,
): JobSelection {
  const before = selection.kind === "all" ? selectPage(nothingSelected, page) : selection;
  if (before.kind === "all") return before;
  const willBe = !isSelected(selection, jobId);
  const touched = isRange ? rangeOf(page, before.anchor, jobId) : page.filter((job) => job.job_id === jobId);
  return { ...withJobs(before, touched, willBe), anchor: jobId };
}

/** The box in the head: the whole page, or none of it when it is chosen already. Other pages keep theirs. */
export function togglePage(selection: JobSelection, page: readonly Job[]): JobSelection {
  if (selection.kind === "all") return nothingSelected;
  const isWhole = page.every((job) => selection.jobs.has(job.job_id));
  return isWhole ? withJobs(selection, page, false) : selectPage(selection, page);
}

/** How much of the page is chosen, for the box in the head. */
export function pageState(selection: JobSelection, page: readonly Job[]): "none" | "some" | "whole" {
  const count = page.filter((job) => isSelected(selection, job.job_id)).length;
  if (count === 0) return "none";
  return count === page.length ? "whole" : "some";
}

/** The chosen jobs as they are now, where the page knows better. */
export function refreshed(jobs: ReadonlyMap<string, Job>, page: readonly Job[]): Job[] {
  const latest = new Map(page.map((job) => [job.job_id, job]));
  return [...jobs].map(([jobId, job]) => latest.get(jobId) ?? job);
}

function selectPage(selection: JobSelection, page: readonly Job[]): JobSelection {
  return selection.kind === "all" ? selection : withJobs(selection, page, true);
}

type Some = Extract<JobSelection, { kind: "ids" }>;

function withJobs(selection: Some, touched: readonly Job[], willBe: boolean): Some {
  const jobs = new Map(selection.jobs);
  for (const job of touched) {
    if (!willBe) jobs.delete(job.job_id);
    else if (jobs.size < MAX_SELECTED) jobs.set(job.job_id, job);
  }
  return { ...selection, jobs };
}

/** From one job to the other on the page, both included. One chosen on another page begins no range. */
function rangeOf(page: readonly Job[], anchor: string | null, jobId: string): readonly Job[] {
  const to = page.findIndex((job) => job.job_id === jobId);
  const from = page.findIndex((job) => job.job_id === anchor);
  if (to === -1) return [];
  const [first, last] = from === -1 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
  return page.slice(first, last + 1);
}

/** @param total how many match */
export function countSelected(selection: JobSelection, total: number): number {
  return selection.kind === "all" ? total : selection.jobs.size;
}
