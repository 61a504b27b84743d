import Link from "next/link";
import type { Job } from "@/lib/contract/jobs";
import { RelativeTime } from "../time/relative-time";
import { JobActions } from "./job-actions";
import { JobDuration } from "./job-duration";
import { JobOutcome } from "./job-outcome";
import { jobStatusLooks } from "./job-status";
import { priorityWords, styleWords, titleOf } from "./job-words";
import { StatusBadge } from "./status-badge";

type JobTableProps = { jobs: readonly Job[]; canAct: boolean; caption: string };

const head = "h-9 px-3 text-left font-medium text-muted text-sm first:pl-0 last:pr-0";
const cell = "h-11 px-3 first:pl-0 last:pr-0";

/** Jobs on a wide page. The widths are fixed, so that no change of a row moves another. */
export function JobTable({ jobs, canAct, caption }: JobTableProps) {
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="border-b">
          <th scope="col" className={`${head} w-32`}>
            State
          </th>
          <th scope="col" className={head}>
            Lesson
          </th>
          <th scope="col" className={`${head} w-56`}>
            Outcome
          </th>
          <th scope="col" className={`${head} hidden w-28 lg:table-cell`}>
            Style
          </th>
          <th scope="col" className={`${head} w-20`}>
            Priority
          </th>
          <th scope="col" className={`${head} w-24 text-right`}>
            Created
          </th>
          <th scope="col" className={`${head} w-24 text-right`}>
            Duration
          </th>
          <th scope="col" className={`${head} w-24`}>
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <tr key={job.job_id} className="border-b transition-colors hover:bg-canvas">
            <td className={cell}>
              <StatusBadge look={jobStatusLooks[job.status]} />
            </td>
            <td className={cell}>
              <Link
                href={`/jobs/${job.job_id}`}
                prefetch={false}
                title={titleOf(job)}
                className="block truncate rounded-sm py-1 font-medium hover:text-accent-ink hover:underline"
              >
                {titleOf(job)}
              </Link>
            </td>
            <td className={cell}>
              <JobOutcome job={job} />
            </td>
            <td className={`${cell} hidden text-muted lg:table-cell`}>{styleWords[job.style]}</td>
            <td className={`${cell} ${job.priority === "normal" ? "text-muted" : ""}`}>
              {priorityWords[job.priority]}
            </td>
            <td className={`${cell} whitespace-nowrap text-right text-muted`}>
              <RelativeTime at={job.created_at} />
            </td>
            <td className={`${cell} whitespace-nowrap text-right`}>
              <JobDuration job={job} />
            </td>
            <td className={cell}>
              <JobActions job={job} canAct={canAct} look="icons" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
