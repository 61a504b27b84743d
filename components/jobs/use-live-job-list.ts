"use client";

import { hashKey, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useJobChanges } from "../live/live-updates";
import { useAtMostEvery } from "../time/use-at-most-every";
import type { JobFilters } from "./job-filters";
import { mergeInPlace, mergePage } from "./merge-page";
import { fetchJobs, type JobPage, jobListQuery } from "./queries";

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
  const options = jobListQuery(filters, limit);
  const { data, error, isFetching, refetch } = useQuery(options);
  const list = hashKey(options.queryKey);
  const [waiting, setWaiting] = useState({ list, count: 0 });

  const refresh = useCallback(() => {
    setWaiting({ list, count: 0 });
    void refetch();
  }, [refetch, list]);

  async function lookAgain() {
    // Lost again? The indicator says so, and the next change or resume looks again.
    const fresh = await fetchJobs(filters, limit).catch(() => null);
    const shown = queryClient.getQueryData(options.queryKey);
    if (!fresh || !shown) return;
    const merged = (filters.sort ? mergeInPlace : mergePage)(shown, fresh);
    queryClient.setQueryData(options.queryKey, merged.page);
    setWaiting({ list, count: filters.cursor ? 0 : merged.waiting });
  }

  useJobChanges(useAtMostEvery(LOOK_EVERY_MS, lookAgain));

  // With other filters it is another list, of which nothing waits yet.
  const newCount = waiting.list === list ? waiting.count : 0;
  return { page: data, error, isFetching, newCount, refresh };
}
