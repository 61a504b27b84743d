"use client";

import { useQuery } from "@tanstack/react-query";
import type { ShownPause } from "@/lib/contract/queue";
import { PausedNotice } from "../overview/queue-pause";
import type { JobFilters } from "./job-filters";
import { jobListQuery } from "./queries";

/** That the queue is paused, above a list of jobs; gone as soon as a job of the list is told its start again. */
export function ListPaused({ pause, filters }: { pause: ShownPause; filters: JobFilters }) {
  const { data: goesOn } = useQuery({
    ...jobListQuery(filters),
    // The list itself asks.
    enabled: false,
    select: ({ jobs }) => jobs.some((job) => job.estimated_start_seconds !== null),
  });
  return goesOn ? null : (
    <div className="pb-4">
      <PausedNotice pause={pause} />
    </div>
  );
}
