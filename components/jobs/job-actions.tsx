"use client";

import { Ban, RotateCw } from "lucide-react";
import type { Job } from "@/lib/contract/jobs";
import { canRetry } from "@/lib/jobs/state";
import { Button } from "../ui/button";
import { titleOf } from "./job-words";
import { useJobActions } from "./use-job-actions";

type JobActionsProps = {
  job: Job;
  /** Whether this person may act on jobs at all. */
  canAct: boolean;
  /** icons: for a row of a list; buttons: with words. */
  look: "icons" | "buttons";
};

const NOT_ALLOWED = "Your role may look at jobs, not change them.";

function whyNoRetry(job: Job, canAct: boolean): string | undefined {
  if (!canAct) return NOT_ALLOWED;
  // Not `can_retry`: a person's retry is forced when none is left (use-job-actions.ts).
  if (canRetry(job.status)) return undefined;
  return job.status === "completed"
    ? "A completed job is not run again: generate a new deck."
    : "The job has not ended.";
}

function whyNoCancel(job: Job, canAct: boolean): string | undefined {
  if (!canAct) return NOT_ALLOWED;
  return job.can_cancel ? undefined : "The job has already ended.";
}

/** What can be done with one job. Both stay in place; the one that is not possible says why. */
export function JobActions({ job, canAct, look }: JobActionsProps) {
  const { act, pendingKind } = useJobActions();
  const busy = pendingKind === null ? undefined : "One moment …";
  const noRetry = whyNoRetry(job, canAct) ?? busy;
  const noCancel = whyNoCancel(job, canAct) ?? busy;

  if (look === "buttons") {
    return (
      <>
        <Button disabledReason={noRetry} onClick={() => act({ kind: "retry", job })}>
          <RotateCw aria-hidden />
          Retry
        </Button>
        <Button disabledReason={noCancel} onClick={() => act({ kind: "cancel", job })}>
          <Ban aria-hidden />
          Cancel job
        </Button>
      </>
    );
  }
  return (
    <div className="flex justify-end gap-1">
      <Button
        look="quiet"
        size="icon"
        aria-label={`Retry ${titleOf(job)}`}
        hint="Retry"
        disabledReason={noRetry}
        onClick={() => act({ kind: "retry", job })}
      >
        <RotateCw aria-hidden />
      </Button>
      <Button
        look="quiet"
        size="icon"
        aria-label={`Cancel ${titleOf(job)}`}
        hint="Cancel"
        disabledReason={noCancel}
        onClick={() => act({ kind: "cancel", job })}
      >
        <Ban aria-hidden />
      </Button>
    </div>
  );
}
