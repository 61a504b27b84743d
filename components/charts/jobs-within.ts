/** Stretches of time as filters of the job list. Pure. */
import type { JobFilters } from "../jobs/job-filters";

/** The list leaves both times out, a bucket only its end. Unix ms. */
const after = (start: number) => new Date(start - 1).toISOString();
const before = (end: number) => new Date(end).toISOString();

/** Jobs that were created from `start` on, before `end`. */
export function createdWithin(start: number, end: number): JobFilters {
  return { created_after: after(start), created_before: before(end) };
}

/** Jobs that ended from `start` on, before `end` (left out: until now); the last that ended first. */
export function endedWithin(start: number, end?: number): JobFilters {
  return {
    completed_after: after(start),
    ...(end !== undefined && { completed_before: before(end) }),
    sort: "-completed_at",
  };
}
