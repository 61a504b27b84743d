"use client";

import type { Job } from "@/lib/contract/jobs";
import { Deck } from "../decks/deck";
import { RelativeTime } from "../time/relative-time";
import { PageHeader } from "../ui/page-header";
import { AttemptList } from "./attempt-list";
import { JobActions } from "./job-actions";
import { JobError } from "./job-error";
import { JobLog } from "./job-log";
import { JobParameters } from "./job-parameters";
import { JobProgress } from "./job-progress";
import { jobStatusLooks } from "./job-status";
import { shortId, titleOf } from "./job-words";
import { StatusBadge } from "./status-badge";
import { useLiveJob } from "./use-live-job";

/** The story of one job: where it stands, what went wrong, what came out. */
export function JobView({ initialJob, canAct }: { initialJob: Job; canAct: boolean }) {
  const job = useLiveJob(initialJob);
  return (
    <>
      <PageHeader
        back={{ href: "/jobs", label: "Jobs" }}
        title={titleOf(job)}
        facts={
          <>
            <span role="status">
              <StatusBadge look={jobStatusLooks[job.status]} />
            </span>
            <span className="font-mono text-xs" title={job.job_id}>
              {shortId(job.job_id)}
            </span>
            <span>
              created <RelativeTime at={job.created_at} />
            </span>
          </>
        }
        actions={<JobActions job={job} canAct={canAct} look="buttons" />}
      />
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 content-start gap-8">
          <JobError job={job} />
          <JobProgress job={job} />
          {job.status === "completed" && job.presentation_id && <Deck presentationId={job.presentation_id} />}
          <AttemptList jobId={job.job_id} />
          <JobLog jobId={job.job_id} />
        </div>
        <JobParameters job={job} />
      </div>
    </>
  );
}
