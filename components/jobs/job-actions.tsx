"use client";

import { Ban, RotateCw, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Job } from "@/lib/contract/jobs";
import { isFinal } from "@/lib/jobs/state";
import { Button } from "../ui/button";
import { titleOf } from "./job-words";
import type { JobActing } from "./use-job-actions";
import { whyNot } from "./why-not";

type JobActionsProps = {
  job: Job;
  /** Whether this person may act on jobs at all. */
  canAct: boolean;
  /** icons: for a row of a list; buttons: with words. */
  look: "icons" | "buttons";
  /** A list has them once for all of its rows. */
  actions: JobActing;
};

/** What can be done with one job. All stay in place; one that is not possible says why. */
export function JobActions({ job, canAct, look, actions: { act, pendingId } }: JobActionsProps) {
  const t = useTranslations("actions");
  const common = useTranslations("common");
  const always = !canAct ? t("why.notAllowed") : pendingId === job.job_id ? common("oneMoment") : undefined;
  const whyNoRetry = whyNot("retry", job);
  const whyNoCancel = whyNot("cancel", job);
  const noRetry = always ?? (whyNoRetry ? t(`why.${whyNoRetry}`) : undefined);
  const noCancel = always ?? (whyNoCancel ? t(`why.${whyNoCancel}`) : undefined);
  const noDelete = always ?? (isFinal(job.status) ? undefined : t("why.notEnded"));

  if (look === "buttons") {
    return (
      <>
        <Button disabledReason={noRetry} onClick={() => act({ kind: "retry", job })}>
          <RotateCw aria-hidden />
          {t("kind.retry")}
        </Button>
        <Button disabledReason={noCancel} onClick={() => act({ kind: "cancel", job })}>
          <Ban aria-hidden />
          {t("button.cancelJob")}
        </Button>
        <Button disabledReason={noDelete} onClick={() => act({ kind: "delete", job })}>
          <Trash2 aria-hidden />
          {t("button.deleteJob")}
        </Button>
      </>
    );
  }
  return (
    <div className="flex justify-end gap-1">
      <Button
        look="quiet"
        size="icon"
        aria-label={t("button.retryOf", { title: titleOf(job) })}
        hint={t("kind.retry")}
        disabledReason={noRetry}
        onClick={() => act({ kind: "retry", job })}
      >
        <RotateCw aria-hidden />
      </Button>
      <Button
        look="quiet"
        size="icon"
        aria-label={t("button.cancelOf", { title: titleOf(job) })}
        hint={t("kind.cancel")}
        disabledReason={noCancel}
        onClick={() => act({ kind: "cancel", job })}
      >
        <Ban aria-hidden />
      </Button>
    </div>
  );
}
