/** The pages of the dashboard, with the addresses of jobs and decks that exist. */
import type { Job } from "@/lib/contract/jobs";
import type { JobStatus } from "@/lib/jobs/state";
import { TOKEN } from "./filled-product";

export type NamedPage = { name: string; path: string };

const headers = { Authorization: `Bearer ${TOKEN}` };

/** @throws when there is none: a page without an address would be left out unseen */
async function newest(origin: string, status: JobStatus): Promise<Job> {
  const answer = await fetch(`${origin}/api/presentations/jobs?limit=1&status=${status}`, { headers });
  if (!answer.ok) throw new Error(`The ${status} jobs gave ${answer.status}: ${await answer.text()}`);
  const [job]: (Job | undefined)[] = await answer.json();
  if (!job) throw new Error(`There is no ${status} job whose page could be opened`);
  return job;
}

/** The shortest two decks: a picture of a long comparison is higher than a browser can make it. */
async function shortestDecks(origin: string): Promise<[string, string]> {
  const answer = await fetch(`${origin}/api/presentations/jobs?limit=50&status=completed`, { headers });
  const jobs: Job[] = await answer.json();
  const decks = jobs
    .filter((job) => job.presentation_id !== null)
    .sort((a, b) => (a.slide_count ?? 0) - (b.slide_count ?? 0))
    .map(({ presentation_id: id }) => id ?? "");
  const [first = "", second = first] = decks;
  return [first, second];
}

/** @throws when the product holds no failed, waiting or completed job, or the newest completed one has no deck */
export async function pagesOf(origin: string): Promise<NamedPage[]> {
  const [failed, pending, completed] = await Promise.all([
    newest(origin, "failed"),
    newest(origin, "pending"),
    newest(origin, "completed"),
  ]);
  // Those of the filled-in history have none; the jobs that a worker has done are newer.
  if (completed.presentation_id === null) throw new Error("The newest completed job has no deck");
  const [shortest, next] = await shortestDecks(origin);
  const pages: Record<string, string> = {
    overview: "/",
    jobs: "/jobs",
    "jobs-failed": "/jobs?status=failed",
    "job-failed": `/jobs/${failed.job_id}`,
    "job-pending": `/jobs/${pending.job_id}`,
    "job-completed": `/jobs/${completed.job_id}`,
    "job-compare": `/jobs/compare?a=${failed.job_id}&b=${completed.job_id}`,
    actions: "/actions",
    lessons: "/lessons",
    lesson: `/lessons/${completed.lesson_id}`,
    deck: `/presentations/${completed.presentation_id}`,
    "deck-present": `/presentations/${completed.presentation_id}/present?slide=2`,
    "deck-audience": `/presentations/${completed.presentation_id}/audience`,
    "deck-compare": `/presentations/compare?a=${shortest}&b=${next}`,
    alerts: "/alerts",
    workers: "/workers",
    recovery: "/recovery",
    statistics: "/statistics",
    audit: "/audit",
    settings: "/settings",
    "settings-account": "/settings/account",
    "settings-people": "/settings/people",
    "settings-tokens": "/settings/tokens",
    "settings-queue": "/settings/queue",
    api: "/docs/api",
  };
  return Object.entries(pages).map(([name, path]) => ({ name, path }));
}
