"use client";

import { hashKey, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { useJobChanges } from "../live/live-updates";
import { useAtMostEvery } from "../time/use-at-most-every";
import { answerOrder } from "./answer-order";
import type { JobFilters } from "./job-filters";
import { mergeBeginning, mergeInPlace, mergePage } from "./merge-page";
import { fetchJobs, type JobPage, jobListQuery } from "./queries";
import { useLookFurther } from "./use-look-further";

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
  /** Whether the page is not full yet and more of the list is being looked at; `stop` ends that. */
  isLooking: boolean;
  stop: () => void;
};

/**
 * A page of jobs whose rows change in place. Only on the first page are there new ones to wait for. While it `isPaused` nothing
 * changes; what happened meanwhile shows when it goes on.
 */
export function useLiveJobList(filters: JobFilters, limit: number, isPaused = false): LiveJobList {
  const queryClient = useQueryClient();
  const options = jobListQuery(filters, limit);
  const { data, error, isFetching, refetch } = useQuery(options);
  const list = hashKey(options.queryKey);
  const [waiting, setWaiting] = useState({ list, count: 0 });
  const hasMissed = useRef(false);
  const [order] = useState(answerOrder);
  // While an answer is on its way somebody may begin to select, or open a menu.
  const isPausedNow = useRef(isPaused);
  useEffect(() => {
    isPausedNow.current = isPaused;
  });

  const refresh = useCallback(() => {
    setWaiting({ list, count: 0 });
    const question = order.ask();
    void refetch().then(({ isSuccess }) => isSuccess && order.accept(question));
  }, [refetch, list, order]);

  async function lookAgain() {
    hasMissed.current = isPaused;
    if (isPaused) return;
    const question = order.ask();
    // Lost again? The indicator says so, and the next change or resume looks again.
    const fresh = await fetchJobs(filters, limit).catch(() => null);
    if (isPausedNow.current) {
      hasMissed.current = true;
      return;
    }
    const shown = queryClient.getQueryData(options.queryKey);
    if (!fresh || !shown || !order.accept(question)) return;
    const isBeginning = fresh.nextCursor !== null && fresh.jobs.length < limit;
    const merge = isBeginning ? mergeBeginning : filters.sort ? mergeInPlace : mergePage;
    const merged = merge(shown, fresh);
    queryClient.setQueryData(options.queryKey, merged.page);
    setWaiting({ list, count: filters.cursor ? 0 : merged.waiting });
  }

  const lookSoon = useAtMostEvery(LOOK_EVERY_MS, lookAgain);
  useJobChanges(lookSoon);
  useEffect(() => {
    if (!isPaused && hasMissed.current) lookSoon();
  }, [isPaused, lookSoon]);

  const further = useLookFurther(filters, limit, data, isPaused);
  // With other filters it is another list, of which nothing waits yet.
  const newCount = waiting.list === list ? waiting.count : 0;
  return { page: data, error, isFetching, newCount, refresh, ...further };
}
