"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { LoadFailure } from "../http/load-failure";
import { RelativeTime } from "../time/relative-time";
import { Section } from "../ui/section";
import { Skeleton } from "../ui/skeleton";
import { jobsHref } from "./job-filters";
import { jobStatusLooks } from "./job-status";
import { shortId } from "./job-words";
import { LESSON_JOBS } from "./queries";
import { StatusBadge } from "./status-badge";
import { useLiveJobList } from "./use-live-job-list";

/** The latest jobs of one lesson, live. */
export function LessonJobs({ lessonId }: { lessonId: string }) {
  const t = useTranslations("jobs.ofLesson");
  const jobs = useTranslations("jobs");
  const { page, error, refresh } = useLiveJobList({ lesson_id: lessonId }, LESSON_JOBS);
  return (
    <Section
      title={t("title")}
      aside={
        <Link
          href={jobsHref({ lesson_id: lessonId })}
          className="rounded-sm text-muted text-sm hover:text-ink"
        >
          {t("all")}
        </Link>
      }
    >
      {!page &&
        (error ? (
          <LoadFailure title={jobs("notLoaded")} error={error} onRetry={refresh} />
        ) : (
          <Skeleton className="h-50" />
        ))}
      {page?.jobs.length === 0 && <p className="text-muted">{t("none")}</p>}
      <ul className="-mt-3 divide-y">
        {page?.jobs.map((job) => (
          <li key={job.job_id} className="flex items-center gap-3 py-2.5">
            <StatusBadge look={jobStatusLooks[job.status]} />
            <Link
              href={`/jobs/${job.job_id}`}
              prefetch={false}
              className="min-w-0 truncate rounded-sm font-mono text-xs hover:text-accent-ink hover:underline max-md:py-2"
            >
              {shortId(job.job_id)}
            </Link>
            <span className="ml-auto shrink-0 text-muted text-sm">
              <RelativeTime at={job.created_at} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
