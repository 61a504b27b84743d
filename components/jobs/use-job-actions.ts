"use client";

import type { ActionKind } from "@/lib/contract/bulk-actions";
import type { Job } from "@/lib/contract/jobs";
import { useActions } from "../actions/use-actions";
import { titleOf } from "./job-words";

type Action = { kind: ActionKind; job: Job };

/** Cancel, retry and delete one job: at once and without a dialog. The toast tells the result, and has Undo. */
export function useJobActions(): { act: (action: Action) => void; isPending: boolean } {
  const { start } = useActions();
  const act = ({ kind, job }: Action) =>
    start.mutate({ kind, body: { job_ids: [job.job_id] }, count: 1, about: titleOf(job) });
  return { act, isPending: start.isPending };
}
