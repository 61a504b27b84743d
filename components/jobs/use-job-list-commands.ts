"use client";

import type { RefObject } from "react";
import type { Job } from "@/lib/contract/jobs";
import { canRetry } from "@/lib/jobs/state";
import { pressAction } from "./selection-bar";
import { useJobActions } from "./use-job-actions";
import type { SelectionControls } from "./use-job-selection";
import { useListKeys } from "./use-list-keys";

type Parts = {
  list: RefObject<HTMLElement | null>;
  bar: RefObject<HTMLElement | null>;
  jobs: readonly Job[];
  canAct: boolean;
  chosen: SelectionControls;
  clear: () => void;
};

/** What the keys of the list do: with a selection to it, else to the job that has the focus. */
export function useJobListCommands({ list, bar, jobs, canAct, chosen, clear }: Parts): void {
  const { act } = useJobActions();
  const { selection } = chosen;

  useListKeys(list, (command, jobId) => {
    const job = jobs.find(({ job_id }) => job_id === jobId);
    switch (command) {
      case "clear":
        return clear();
      case "select":
      case "selectRange":
        return job && chosen.toggle(job.job_id, command === "selectRange");
      case "retry":
      case "cancel":
        if (selection.kind === "all" || selection.jobs.size > 0) return pressAction(bar.current, command);
        if (!job || !canAct) return;
        // What is not possible is told by the button, which stays in its place.
        if (command === "retry" ? canRetry(job.status) : job.can_cancel) act({ kind: command, job });
        return;
      default:
        return command satisfies never;
    }
  });
}
