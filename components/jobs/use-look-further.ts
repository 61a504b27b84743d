"use client";

import { hashKey, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { JobFilters } from "./job-filters";
import { fetchJobs, type JobPage, jobListQuery } from "./queries";

/**
 * A page of a long list of which few jobs match comes short, because the server looks at a part of the list at a time. This fills
 * it: it asks for the next part, and the next, until the page is full, the list ends, or somebody stops it.
 */
export function useLookFurther(
  filters: JobFilters,
  limit: number,
  page: JobPage | undefined,
  isPaused: boolean,
): { isLooking: boolean; stop: () => void } {
  const queryClient = useQueryClient();
  const { queryKey } = jobListQuery(filters, limit);
  const list = hashKey(queryKey);
  const [stopped, setStopped] = useState<string | null>(null);
  const cursor = page && page.jobs.length < limit ? page.nextCursor : null;
  const isLooking = cursor !== null && stopped !== list;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `list` stands for the filters, which are new with every render.
  useEffect(() => {
    if (cursor === null || !isLooking || isPaused) return;
    const controller = new AbortController();
    const missing = limit - (page?.jobs.length ?? 0);
    fetchJobs({ ...filters, cursor }, missing, controller.signal).then(
      ({ jobs, nextCursor }) => {
        // Whatever came between has kept the cursor, or made this answer worthless.
        queryClient.setQueryData(queryKey, (shown) => {
          if (shown?.nextCursor !== cursor) return shown;
          const all = [...shown.jobs, ...jobs];
          const isWhole = nextCursor === null && filters.cursor === undefined;
          return {
            jobs: all,
            nextCursor,
            ...(isWhole ? { total: all.length, isExact: true } : { total: shown.total, isExact: false }),
          };
        });
      },
      // The button below the list goes on from here.
      () => {
        if (!controller.signal.aborted) setStopped(list);
      },
    );
    return () => controller.abort();
  }, [list, cursor, isLooking, isPaused]);

  return { isLooking, stop: () => setStopped(list) };
}
