/** Keys and options of the queries about jobs; pages prefetch with the same ones. */
import { queryOptions } from "@tanstack/react-query";
import { fetchAttempts, fetchCounts, fetchJob, fetchJobs } from "./api";
import type { JobFilters } from "./job-filters";

export const JOBS_PER_PAGE = 50;
/** Beside a lesson only the latest are shown. */
export const LESSON_JOBS = 5;

export const jobKeys = {
  all: ["jobs"] as const,
  counts: ["jobs", "counts"] as const,
  lists: ["jobs", "list"] as const,
  list: (filters: JobFilters, limit: number) => [...jobKeys.lists, filters, limit] as const,
  detail: (jobId: string) => ["jobs", "detail", jobId] as const,
  attempts: (jobId: string) => ["jobs", "attempts", jobId] as const,
};

export const jobListQuery = (filters: JobFilters, limit = JOBS_PER_PAGE) =>
  queryOptions({
    queryKey: jobKeys.list(filters, limit),
    queryFn: ({ signal }) => fetchJobs(filters, limit, signal),
  });

export const jobCountsQuery = () => queryOptions({ queryKey: jobKeys.counts, queryFn: fetchCounts });

export const jobQuery = (jobId: string) =>
  queryOptions({ queryKey: jobKeys.detail(jobId), queryFn: () => fetchJob(jobId) });

export const attemptsQuery = (jobId: string) =>
  queryOptions({ queryKey: jobKeys.attempts(jobId), queryFn: () => fetchAttempts(jobId) });
