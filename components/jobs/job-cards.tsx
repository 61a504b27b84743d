import Link from "next/link";
import type { Job } from "@/lib/contract/jobs";
import { RelativeTime } from "../time/relative-time";
import { JobActions } from "./job-actions";
import { JobDuration } from "./job-duration";
import { JobOutcome } from "./job-outcome";
import { jobStatusLooks } from "./job-status";
import { priorityWords, titleOf } from "./job-words";
import { StatusBadge } from "./status-badge";

type JobCardsProps = { jobs: readonly Job[]; canAct: boolean; caption: string };

/** Jobs on a phone: the same facts, one below the other. */
export function JobCards({ jobs, canAct, caption }: JobCardsProps) {
  return (
    <ul aria-label={caption} className="divide-y border-b">
      {jobs.map((job) => (
        <li key={job.job_id} className="grid gap-1.5 py-3 first:pt-0">
          <div className="flex items-center justify-between gap-3">
            <StatusBadge look={jobStatusLooks[job.status]} />
            <span className="text-muted text-sm">
              <RelativeTime at={job.created_at} />
            </span>
          </div>
          <Link
            href={`/jobs/${job.job_id}`}
            prefetch={false}
            className="line-clamp-2 wrap-anywhere rounded-sm py-0.5 font-medium text-lg"
          >
            {titleOf(job)}
          </Link>
          <JobOutcome job={job} />
          <div className="flex items-center justify-between gap-3">
            <p className="text-muted text-sm">
              {priorityWords[job.priority]} · <JobDuration job={job} />
            </p>
            <div className="-my-1 -mr-2">
              <JobActions job={job} canAct={canAct} look="icons" />
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}
