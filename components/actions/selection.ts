/** Which jobs somebody wants to act on, and what of it is possible. */

import type { Job } from "@/lib/contract/jobs";
import type { ActionKind } from "@/lib/contract/lists";
import { canCancel, canRetry, isFinal, type JobStatus } from "@/lib/jobs/state";
import type { JobFilters } from "../jobs/job-filters";

export type Selection =
  | { kind: "ids"; jobs: readonly Job[] }
  /** All that match; `isExact` false: `count` is an estimate. */
  | { kind: "filter"; filter: Partial<JobFilters>; count: number; isExact?: boolean };

const allows: Record<ActionKind, (status: JobStatus) => boolean> = {
  cancel: canCancel,
  retry: canRetry,
  delete: isFinal,
};

/** Whether a job in this state can be acted on so. */
export const isAllowed = (kind: ActionKind, status: JobStatus): boolean => allows[kind](status);

/** How many jobs an action would be about: of chosen ones those whose state allows it, else all that match. */
export function countOf(kind: ActionKind, selection: Selection): number {
  if (selection.kind === "ids") return fitting(kind, selection.jobs).length;
  const { status } = selection.filter;
  return status && !status.some((one) => isAllowed(kind, one)) ? 0 : selection.count;
}

export const fitting = (kind: ActionKind, jobs: readonly Job[]): Job[] =>
  jobs.filter((job) => isAllowed(kind, job.status));

/** A filter in the words of the API's bodies. Without any condition it says that every job is meant. */
export function bodyFilter({ sort: _sort, cursor: _cursor, ...filter }: Partial<JobFilters>) {
  const given = Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== undefined && value.length > 0),
  ) as typeof filter;
  return Object.keys(given).length > 0 ? given : { include_finished: true };
}

/** The part of the request that says which jobs are meant. */
export function targetOf(kind: ActionKind, selection: Selection) {
  return selection.kind === "ids"
    ? { job_ids: fitting(kind, selection.jobs).map((job) => job.job_id) }
    : { filter: bodyFilter(selection.filter) };
}

export type StartActionBody = ReturnType<typeof targetOf> & { reason?: string };
