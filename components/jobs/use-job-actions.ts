"use client";

import type { Job } from "@/lib/contract/jobs";
import type { ActionKind } from "@/lib/contract/lists";
import { useActions } from "../actions/use-actions";
import { titleOf } from "./job-words";

type Action = { kind: ActionKind; job: Job };

export type JobActing = {
  act: (action: Action) => void;
  /** Of the job that something is being done to. */
  pendingId: string | undefined;
};

/** Cancel, retry and delete one job: at once and without a dialog. The toast tells the result, and has Undo. */
export function useJobActions(): JobActing {
  const { start } = useActions();
  const act = ({ kind, job }: Action) =>
    start.mutate({ kind, body: { job_ids: [job.job_id] }, count: 1, about: titleOf(job) });
  return { act, pendingId: start.isPending ? start.variables.body.job_ids?.[0] : undefined };
}
