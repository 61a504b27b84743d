"use client";

/** What stands in the cells of the job table. */
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Job } from "@/lib/contract/jobs";
import { RelativeTime } from "../time/relative-time";
import { Checkbox } from "../ui/checkbox";
import type { JobColumn } from "./job-columns";
import { JobDuration } from "./job-duration";
import { jobsHref } from "./job-filters";
import { JobOutcome } from "./job-outcome";
import { shortId, titleOf } from "./job-words";
import { jobLinkMark } from "./use-list-keys";

/** The cell of a column that may be left out. */
export function cellOf(column: JobColumn, job: Job): ReactNode {
  switch (column) {
    case "outcome":
      return <JobOutcome job={job} />;
    case "style":
      return <JobStyle job={job} />;
    case "priority":
      return <JobPriorityWord job={job} />;
    case "user":
      return <Narrowing value={job.user_id} href={(user_id) => jobsHref({ user_id })} />;
    case "worker":
      return <Narrowing value={job.worker_id} href={(worker_id) => jobsHref({ worker_id })} isCode />;
    case "error":
      return <Narrowing value={job.error_code} href={(error_code) => jobsHref({ error_code })} isCode />;
    case "attempts":
      return <JobTries job={job} />;
    case "slides":
      return job.slide_count ?? <None />;
    case "id":
      return (
        <span title={job.job_id} className="font-mono text-muted text-xs">
          {shortId(job.job_id)}
        </span>
      );
    case "created":
      return <Time at={job.created_at} />;
    case "started":
      return <Time at={job.started_at} />;
    case "ended":
      return <Time at={job.completed_at} />;
    case "duration":
      return <JobDuration job={job} />;
    default:
      return column satisfies never;
  }
}

export function JobTitle({ job }: { job: Job }) {
  return (
    <Link
      href={`/jobs/${job.job_id}`}
      prefetch={false}
      title={titleOf(job)}
      {...jobLinkMark}
      className="block truncate rounded-sm py-1 font-medium hover:text-accent-ink hover:underline"
    >
      {titleOf(job)}
    </Link>
  );
}

type JobSelectBoxProps = { job: Job; isChosen: boolean; onToggle: (jobId: string, isRange: boolean) => void };

/** With shift it selects from the job pressed before to this one. */
export function JobSelectBox({ job, isChosen, onToggle }: JobSelectBoxProps) {
  const t = useTranslations("jobs");
  return (
    <Checkbox
      checked={isChosen}
      // A click, or the space bar's: React types the event wider.
      onChange={({ nativeEvent }) =>
        onToggle(job.job_id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
      }
      className="-ml-2 size-8 select-none justify-center max-md:size-11"
    >
      <span className="sr-only">{t("select", { title: titleOf(job) })}</span>
    </Checkbox>
  );
}

function JobStyle({ job }: { job: Job }) {
  const t = useTranslations("common.style");
  return <span className="text-muted">{t(job.style)}</span>;
}

function JobPriorityWord({ job }: { job: Job }) {
  const t = useTranslations("common.priority");
  return <span className={job.priority === "normal" ? "text-muted" : ""}>{t(job.priority)}</span>;
}

/** How often it was begun of how often it may be. */
function JobTries({ job }: { job: Job }) {
  const t = useTranslations("jobs");
  const [count, max] = [job.retry_count, job.max_retries];
  return (
    <span className={count === 0 ? "text-muted" : ""}>
      <span aria-hidden>
        {count} / {max}
      </span>
      <span className="sr-only">{t("retriesOf", { count, max })}</span>
    </span>
  );
}

type NarrowingProps = { value: string | null; href: (value: string) => string; isCode?: boolean };

/** A value that is a link to all jobs that have it. */
function Narrowing({ value, href, isCode = false }: NarrowingProps) {
  if (value === null) return <None />;
  return (
    <Link
      href={href(value)}
      prefetch={false}
      title={value}
      className={`block truncate rounded-sm py-1 text-muted hover:text-accent-ink hover:underline ${isCode ? "font-mono text-xs" : ""}`}
    >
      {value}
    </Link>
  );
}

function Time({ at }: { at: string | null }) {
  if (at === null) return <None />;
  return (
    <span className="whitespace-nowrap text-muted">
      <RelativeTime at={at} />
    </span>
  );
}

function None() {
  const t = useTranslations("jobs");
  return (
    <span className="text-muted">
      <span aria-hidden>–</span>
      <span className="sr-only">{t("none")}</span>
    </span>
  );
}
