import type { JobPage } from "./queries";

/**
 * The list in view, brought up to date by `fresh`, the same list read now, so that nothing moves down under the pointer:
 * rows show their new states and those that have left the list go, but new jobs are not put between or above them.
 * @returns `waiting`: how many new jobs stand outside
 */
export function mergePage(shown: JobPage, fresh: JobPage): { page: JobPage; waiting: number } {
  const latest = new Map(fresh.jobs.map((job) => [job.job_id, job]));
  const oldest = fresh.jobs.at(-1)?.created_at;
  // What newer jobs have pushed onto the next page is not known to have left the list.
  const isPushedOff = (createdAt: string) =>
    fresh.nextCursor !== null && oldest !== undefined && createdAt <= oldest;
  const kept = shown.jobs.flatMap(
    (job) => latest.get(job.job_id) ?? (isPushedOff(job.created_at) ? job : []),
  );
  if (kept.length === 0) return { page: fresh, waiting: 0 };

  const inView = new Set(kept.map((job) => job.job_id));
  const added = fresh.jobs.filter((job) => !inView.has(job.job_id));
  const end = kept.at(-1)?.created_at ?? "";
  const below = added.filter((job) => job.created_at < end);
  return {
    page: { ...fresh, jobs: [...kept, ...below] },
    waiting: added.length - below.length,
  };
}

/**
 * As mergePage, for a list in another order than newest first, where a change may move a row anywhere: each stays where it is in
 * view, and those that `fresh` has beside them wait outside.
 */
export function mergeInPlace(shown: JobPage, fresh: JobPage): { page: JobPage; waiting: number } {
  const latest = new Map(fresh.jobs.map((job) => [job.job_id, job]));
  // When there are more pages, a row that is not on this one may have moved to another.
  const mayHaveMoved = fresh.nextCursor !== null;
  const kept = shown.jobs.flatMap((job) => latest.get(job.job_id) ?? (mayHaveMoved ? job : []));
  if (kept.length === 0) return { page: fresh, waiting: 0 };
  const inView = new Set(kept.map((job) => job.job_id));
  const waiting = fresh.jobs.filter((job) => !inView.has(job.job_id)).length;
  return { page: { ...fresh, jobs: kept }, waiting };
}

/**
 * As mergePage, for a list of which `fresh` is only the beginning: few jobs match, and the rest of the list in view was found by
 * looking further. What `fresh` does not have is not known to have left.
 */
export function mergeBeginning(shown: JobPage, fresh: JobPage): { page: JobPage; waiting: number } {
  const { nextCursor } = shown;
  if (shown.jobs.length === 0) return { page: { ...fresh, nextCursor }, waiting: 0 };
  const latest = new Map(fresh.jobs.map((job) => [job.job_id, job]));
  const jobs = shown.jobs.map((job) => latest.get(job.job_id) ?? job);
  const inView = new Set(jobs.map((job) => job.job_id));
  const waiting = fresh.jobs.filter((job) => !inView.has(job.job_id)).length;
  return { page: { ...fresh, jobs, nextCursor }, waiting };
}
