"use client";

import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import type { Job } from "@/lib/contract/jobs";
import { showToast } from "../ui/toast";
import { pressAction } from "./selection-bar";
import { useJobActions } from "./use-job-actions";
import type { SelectionControls } from "./use-job-selection";
import { useListKeys } from "./use-list-keys";
import { whyNot } from "./why-not";

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
  const t = useTranslations("actions.why");
  const { act } = useJobActions();
  const { selection } = chosen;
  const hasSelection = selection.kind === "all" || selection.jobs.size > 0;
  // A key has no button that could say it.
  const refuse = (title: string) => showToast({ look: "error", title });

  useListKeys(list, (command, jobId) => {
    const job = jobs.find(({ job_id }) => job_id === jobId);
    switch (command) {
      case "clear":
        return clear();
      case "select":
      case "selectRange":
        return job && chosen.toggle(job.job_id, command === "selectRange");
      case "retry":
      case "cancel": {
        if (!job && !hasSelection) return;
        if (!canAct) return refuse(t("notAllowed"));
        if (hasSelection) return pressAction(bar.current, command);
        if (!job) return;
        const reason = whyNot(command, job);
        return reason === null ? act({ kind: command, job }) : refuse(t(reason));
      }
      default:
        return command satisfies never;
    }
  });
}
