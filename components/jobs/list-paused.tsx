"use client";

import { useQuery } from "@tanstack/react-query";
import type { QueueStateAnswer, ShownPause } from "@/lib/contract/queue";
import { PausedNotice } from "../overview/queue-pause";
import { queueStateQuery } from "../overview/queue-state-query";
import { useMay } from "../shell/person-context";
import type { JobFilters } from "./job-filters";
import { jobListQuery } from "./queries";

const LOOK_EVERY_MS = 15_000;

/**
 * That the queue is paused, above a list of jobs. Who may operate the queue sees it come and go; for the others it is as the page was made, and
 * gone as soon as a job of the list is told its start again.
 */
export function ListPaused({ pause, filters }: { pause: ShownPause | null; filters: JobFilters }) {
  const { data: state } = useQuery({
    ...queueStateQuery,
    enabled: useMay("queue:operate"),
    refetchInterval: LOOK_EVERY_MS,
  });
  const { data: goesOn = false } = useQuery({
    ...jobListQuery(filters),
    // The list itself asks.
    enabled: false,
    select: ({ jobs }) => jobs.some((job) => job.estimated_start_seconds !== null),
  });
  const shown = state ? pauseOf(state) : goesOn ? null : pause;
  return (
    shown && (
      <div className="pb-4">
        <PausedNotice pause={shown} />
      </div>
    )
  );
}

function pauseOf({ paused, paused_at, paused_by, reason, resume_at }: QueueStateAnswer): ShownPause | null {
  return paused ? { at: paused_at, by: paused_by ?? "", reason: reason ?? "", resumeAt: resume_at } : null;
}
