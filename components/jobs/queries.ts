/** Keys and options of the queries about jobs; pages prefetch with the same ones. */
import { queryOptions } from "@tanstack/react-query";
import { pageOf } from "@/lib/client/pages";
import type { Job } from "@/lib/contract/jobs";
import { ApiError, api, dataOf } from "../http/api";
import type { JobFilters } from "./job-filters";

export const JOBS_PER_PAGE = 50;
/** Beside a lesson only the latest are shown. */
export const LESSON_JOBS = 5;

export const jobKeys = {
  all: ["jobs"] as const,
  counts: ["jobs", "counts"] as const,
  narrowedCounts: (conditions: JobFilters) => ["jobs", "narrowed counts", conditions] as const,
  lists: ["jobs", "list"] as const,
  list: (filters: JobFilters, limit: number) => [...jobKeys.lists, filters, limit] as const,
  detail: (jobId: string) => ["jobs", "detail", jobId] as const,
  attempts: (jobId: string) => ["jobs", "attempts", jobId] as const,
  logs: (jobId: string) => ["jobs", "logs", jobId] as const,
  comparison: (jobId: string) => ["jobs", "comparison", jobId] as const,
};

export type JobPage = { jobs: Job[]; nextCursor: string | null; total: number; isExact: boolean };

/** @throws ApiError */
export async function fetchJobs(filters: JobFilters, limit: number, signal?: AbortSignal): Promise<JobPage> {
  const result = await api.listJobs({ query: { ...filters, limit }, ...(signal && { signal }) });
  if (!result.ok) throw new ApiError(result.error);
  const { nextCursor, total, isExact } = pageOf(result.headers);
  return { jobs: result.data, nextCursor, total: total ?? result.data.length, isExact };
}

export const jobListQuery = (filters: JobFilters, limit = JOBS_PER_PAGE) =>
  queryOptions({
    queryKey: jobKeys.list(filters, limit),
    queryFn: ({ signal }) => fetchJobs(filters, limit, signal),
  });

export const jobCountsQuery = () =>
  queryOptions({ queryKey: jobKeys.counts, queryFn: ({ signal }) => dataOf(api.countJobs({ signal })) });

/** By state, of jobs that meet these conditions; `status` is not among them. */
export const narrowedCountsQuery = (conditions: JobFilters) =>
  queryOptions({
    queryKey: jobKeys.narrowedCounts(conditions),
    queryFn: ({ signal }) => dataOf(api.countJobs({ query: conditions, signal })),
  });

export const viewsQuery = () =>
  queryOptions({
    queryKey: ["views"],
    queryFn: ({ signal }) => dataOf(api.listViews({ query: { counts: true }, signal })),
  });

export const jobQuery = (jobId: string) =>
  queryOptions({
    queryKey: jobKeys.detail(jobId),
    queryFn: ({ signal }) => dataOf(api.getJob({ job_id: jobId, signal })),
  });

export const attemptsQuery = (jobId: string) =>
  queryOptions({
    queryKey: jobKeys.attempts(jobId),
    queryFn: ({ signal }) => dataOf(api.listAttempts({ job_id: jobId, signal })),
  });

export const logsQuery = (jobId: string) =>
  queryOptions({
    queryKey: jobKeys.logs(jobId),
    queryFn: ({ signal }) => dataOf(api.listLogs({ job_id: jobId, signal })),
  });

/** While it waits or runs, its time grows beside those of the others. */
const COMPARED_EVERY_MS = 5000;

export const comparisonQuery = (jobId: string) =>
  queryOptions({
    queryKey: jobKeys.comparison(jobId),
    queryFn: ({ signal }) => dataOf(api.compareJob({ job_id: jobId, signal })),
    refetchInterval: ({ state: { data } }) =>
      data?.wait.is_growing || data?.run.is_growing ? COMPARED_EVERY_MS : false,
  });
