"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { Job } from "@/lib/contract/jobs";
import { useJobChanges } from "../live/live-updates";
import { useAtMostEvery } from "../time/use-at-most-every";
import { fetchJobs, type JobPage } from "./api";
import { type JobFilters, matches } from "./job-filters";
import { patchLists } from "./patch-lists";
import { jobListQuery } from "./queries";

/** While many jobs change, the list is read again no more often than this. */
const LOOK_EVERY_MS = 1000;

type LiveJobList = {
  page: JobPage | undefined;
  error: Error | null;
  isFetching: boolean;
  /** Jobs that belong into the list and wait outside, so that nothing moves under the pointer. */
  newCount: number;
  /** Reads the list again, with them. */
  refresh: () => void;
};

/** A page of jobs whose rows change in place. Only on the first page are there new ones to wait for. */
export function useLiveJobList(filters: JobFilters, limit: number): LiveJobList {
  const queryClient = useQueryClient();
  const query = useQuery(jobListQuery(filters, limit));
  const { data, refetch } = query;
  const [waiting, setWaiting] = useState<ReadonlySet<string>>(() => new Set());

  const refresh = useCallback(() => {
    setWaiting(new Set());
    void refetch();
  }, [refetch]);

  function receive(jobs: readonly Job[]) {
    if (!data || filters.cursor) return;
    const shown = new Set(data.jobs.map((job) => job.job_id));
    const newest = data.jobs[0]?.created_at ?? "";
    const added = jobs.filter(
      (job) => !shown.has(job.job_id) && matches(job, filters) && belongsAbove(job, newest, data),
    );
    if (added.length === 0) return;
    // Nothing is in view that could jump.
    if (data.jobs.length === 0) return refresh();
    setWaiting((before) => new Set([...before, ...added.map((job) => job.job_id)]));
  }

  function lookAgain() {
    fetchJobs(filters, limit).then(
      (page) => {
        patchLists(queryClient, page.jobs);
        receive(page.jobs);
      },
      () => {}, // the connection is lost again: the indicator says so, and the next resume looks again
    );
  }

  const lookAgainSoon = useAtMostEvery(LOOK_EVERY_MS, lookAgain);
  useJobChanges((jobs) => (jobs ? receive(jobs) : lookAgainSoon()));

  return {
    page: data,
    error: query.error,
    isFetching: query.isFetching,
    newCount: waiting.size,
    refresh,
  };
}

/** A changed job that is not shown may simply stand on a later page: only one that would come into view counts. */
function belongsAbove(job: Job, newest: string, page: JobPage): boolean {
  const oldest = page.jobs.at(-1)?.created_at ?? "";
  return job.created_at > newest || page.nextCursor === null || job.created_at > oldest;
}
