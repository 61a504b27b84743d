"use client";

import { useTranslations } from "next-intl";
import type { StyleInfo } from "@/lib/contract/decks";
import type { Job } from "@/lib/contract/jobs";
import type { ShownPause } from "@/lib/contract/queue";
import { isFinal } from "@/lib/jobs/state";
import { Deck } from "../decks/deck";
import { PausedNotice } from "../overview/queue-pause";
import { RelativeTime } from "../time/relative-time";
import { CopyButton } from "../ui/copy-button";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { AttemptList } from "./attempt-list";
import { CloneJob } from "./clone-job";
import { HeldDeletion } from "./held-deletion";
import { JobActions } from "./job-actions";
import { JobCancelled } from "./job-cancelled";
import { JobComparison } from "./job-comparison";
import { JobError } from "./job-error";
import { JobLog } from "./job-log";
import { JobMore } from "./job-more";
import { JobParameters } from "./job-parameters";
import { JobProgress } from "./job-progress";
import { jobStatusLooks } from "./job-status";
import { shortId, titleOf } from "./job-words";
import { StatusBadge } from "./status-badge";
import { useIsPaused } from "./use-is-paused";
import { useJobActions } from "./use-job-actions";
import { useJobTitle } from "./use-job-title";
import { useLiveJob } from "./use-live-job";

type JobViewProps = {
  initialJob: Job;
  /** Of the queue, as it was when the page was rendered. */
  pause: ShownPause | null;
  styles: readonly StyleInfo[];
  canAct: boolean;
  canCreate: boolean;
  canReadAudit: boolean;
};

/** The story of one job: where it stands, what went wrong, what came out, and whether that is unusual. */
export function JobView({ initialJob, pause, styles, canAct, canCreate, canReadAudit }: JobViewProps) {
  const t = useTranslations("job");
  const { job, isGone } = useLiveJob(initialJob);
  const actions = useJobActions();
  const isPaused = useIsPaused(job, pause !== null);
  useJobTitle(job);
  return (
    <>
      <PageHeader
        back={{ href: "/jobs", label: t("back") }}
        title={titleOf(job)}
        facts={
          <>
            <span role="status">
              <StatusBadge look={jobStatusLooks[job.status]} />
            </span>
            <span className="flex h-7 items-center gap-0.5">
              <span className="font-mono text-xs" title={job.job_id}>
                {shortId(job.job_id)}
              </span>
              <CopyButton text={job.job_id} label={t("copyId")} />
            </span>
            <span>{t.rich("created", { time: () => <RelativeTime at={job.created_at} /> })}</span>
          </>
        }
        actions={
          <>
            <JobActions job={job} canAct={canAct} look="buttons" actions={actions} />
            <CloneJob job={job} styles={styles} canCreate={canCreate} />
          </>
        }
      />
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 content-start gap-8">
          {isGone && (
            <Notice look="warning" title={t("gone")} role="alert">
              <p>{t("goneHint")}</p>
            </Notice>
          )}
          {isFinal(job.status) && !isGone && <HeldDeletion jobId={job.job_id} canAct={canAct} />}
          {pause && isPaused && <PausedNotice pause={pause} />}
          <JobError job={job} />
          {job.status === "cancelled" && <JobCancelled job={job} canReadAudit={canReadAudit} />}
          <JobProgress job={job} isPaused={isPaused} />
          {job.status === "completed" && job.presentation_id && <Deck presentationId={job.presentation_id} />}
          <AttemptList jobId={job.job_id} hasEnded={isFinal(job.status)} />
          <JobLog jobId={job.job_id} isLive={!isFinal(job.status)} />
        </div>
        <div className="grid min-w-0 content-start gap-8">
          <JobParameters job={job} canAct={canAct} />
          <JobComparison job={job} />
          <JobMore job={job} canReadAudit={canReadAudit} />
        </div>
      </div>
    </>
  );
}
