/** The pages of the dashboard, with the addresses of jobs and decks that exist. */
import { TOKEN } from "./filled-product";

export type NamedPage = { name: string; path: string };

const headers = { Authorization: `Bearer ${TOKEN}` };

async function first(origin: string, address: string, key: string): Promise<string | null> {
  const answer = await fetch(`${origin}${address}`, { headers });
  const rows: Record<string, string>[] = await answer.json();
  return rows[0]?.[key] ?? null;
}

export async function pagesOf(origin: string): Promise<NamedPage[]> {
  const jobs = "/api/presentations/jobs?limit=1&status=";
  const [failed, pending, completed, lesson] = await Promise.all([
    first(origin, `${jobs}failed`, "job_id"),
    first(origin, `${jobs}pending`, "job_id"),
    first(origin, `${jobs}completed`, "job_id"),
    first(origin, "/api/lessons?limit=1", "lesson_id"),
  ]);
  const deck = await first(origin, `/api/presentations/lessons/${lesson}/presentations`, "presentation_id");
  const pages: [string, string, unknown?][] = [
    ["overview", "/"],
    ["jobs", "/jobs"],
    ["jobs-failed", "/jobs?status=failed"],
    ["job-failed", `/jobs/${failed}`, failed],
    ["job-pending", `/jobs/${pending}`, pending],
    ["job-completed", `/jobs/${completed}`, completed],
    ["job-compare", `/jobs/compare?a=${failed}&b=${completed}`, failed && completed],
    ["actions", "/actions"],
    ["lessons", "/lessons"],
    ["lesson", `/lessons/${lesson}`, lesson],
    ["deck", `/presentations/${deck}`, deck],
    ["workers", "/workers"],
    ["recovery", "/recovery"],
    ["statistics", "/statistics"],
    ["audit", "/audit"],
    ["settings", "/settings"],
    ["settings-account", "/settings/account"],
    ["settings-people", "/settings/people"],
    ["settings-tokens", "/settings/tokens"],
    ["settings-queue", "/settings/queue"],
    ["api", "/docs/api"],
  ];
  return pages.filter(([, , needs = true]) => needs).map(([name, path]) => ({ name, path }));
}
