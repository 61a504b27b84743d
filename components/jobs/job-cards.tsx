"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Job } from "@/lib/contract/jobs";
import { RelativeTime } from "../time/relative-time";
import { classNames } from "../ui/class-names";
import { JobActions } from "./job-actions";
import { JobSelectBox } from "./job-cells";
import { JobDuration } from "./job-duration";
import { JobOutcome } from "./job-outcome";
import { isSelected } from "./job-selection";
import { jobStatusLooks } from "./job-status";
import { titleOf } from "./job-words";
import { PageBox } from "./page-box";
import { StatusBadge } from "./status-badge";
import { useJobActions } from "./use-job-actions";
import type { SelectionControls } from "./use-job-selection";
import { jobLinkMark, jobMark } from "./use-list-keys";

type JobCardsProps = {
  jobs: readonly Job[];
  canAct: boolean;
  caption: string;
  /** Boxes to select with. */
  chosen?: SelectionControls;
};

/** Jobs on a phone: the same facts, one below the other. */
export function JobCards({ jobs, canAct, caption, chosen }: JobCardsProps) {
  const t = useTranslations("common.priority");
  const actions = useJobActions();
  return (
    <>
      {chosen && jobs.length > 1 && <PageBox jobs={jobs} chosen={chosen} />}
      <ul aria-label={caption} className="divide-y border-b">
        {jobs.map((job) => {
          const isChosen = chosen !== undefined && isSelected(chosen.selection, job.job_id);
          return (
            <li
              key={job.job_id}
              {...jobMark(job.job_id)}
              className={classNames("-mx-4 grid gap-1 px-4 py-2", isChosen && "bg-accent-soft")}
            >
              <div className="flex items-center gap-1">
                {chosen && <JobSelectBox job={job} isChosen={isChosen} onToggle={chosen.toggle} />}
                <StatusBadge look={jobStatusLooks[job.status]} />
                <span className="ml-auto text-muted text-sm">
                  <RelativeTime at={job.created_at} />
                </span>
              </div>
              <Link
                href={`/jobs/${job.job_id}`}
                prefetch={false}
                {...jobLinkMark}
                className="line-clamp-2 wrap-anywhere rounded-sm py-0.5 font-medium text-lg"
              >
                {titleOf(job)}
              </Link>
              <JobOutcome job={job} />
              <div className="flex items-center justify-between gap-3">
                <p className="text-muted text-sm">
                  {t(job.priority)} · <JobDuration job={job} />
                </p>
                <div className="-my-1 -mr-2">
                  <JobActions job={job} canAct={canAct} look="icons" actions={actions} />
                </div>
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}
