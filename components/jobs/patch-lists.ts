import type { QueryClient } from "@tanstack/react-query";
import type { Job } from "@/lib/contract/jobs";
import type { JobPage } from "./api";
import { jobKeys } from "./queries";

/** Writes the new state of jobs into the rows that show them; adds, removes and moves none. */
export function patchLists(queryClient: QueryClient, jobs: readonly Job[]): void {
  const changed = new Map(jobs.map((job) => [job.job_id, job]));
  queryClient.setQueriesData<JobPage>({ queryKey: jobKeys.lists }, (page) => {
    if (!page?.jobs.some(({ job_id }) => changed.has(job_id))) return page;
    return { ...page, jobs: page.jobs.map((job) => changed.get(job.job_id) ?? job) };
  });
}
