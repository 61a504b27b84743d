"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LoadFailure } from "../http/load-failure";
import { useIsWide } from "../ui/use-is-wide";
import { JobCards } from "./job-cards";
import type { JobFilters } from "./job-filters";
import { JobListSkeleton } from "./job-list-skeleton";
import { NewJobs } from "./new-jobs";
import { useLiveJobList } from "./use-live-job-list";

/** Below what such a page is about, and heavy: loaded when the rest is there. */
const JobTable = dynamic(() => import("./job-table").then((module) => module.JobTable), {
  ssr: false,
  loading: () => <JobListSkeleton rows={8} />,
});

type JobListProps = {
  filters: JobFilters;
  limit: number;
  canAct: boolean;
  caption: string;
  /** What to say when no job matches. */
  empty: ReactNode;
};

/** A few live jobs on a page about something else. The page of all jobs is job-explorer.tsx. */
export function JobList({ filters, limit, canAct, caption, empty }: JobListProps) {
  const t = useTranslations("jobs");
  const isWide = useIsWide();
  const { page, error, isFetching, newCount, refresh } = useLiveJobList(filters, limit);
  if (!page) {
    return error ? (
      <LoadFailure title={t("notLoaded")} error={error} onRetry={refresh} />
    ) : (
      <JobListSkeleton rows={Math.min(limit, 8)} />
    );
  }
  if (page.jobs.length === 0) return empty;
  return (
    <div aria-busy={isFetching} className="relative">
      <NewJobs count={newCount} onShow={refresh} />
      {isWide !== false && (
        <div className="max-md:hidden">
          <JobTable jobs={page.jobs} canAct={canAct} caption={caption} />
        </div>
      )}
      {isWide !== true && (
        <div className="md:hidden">
          <JobCards jobs={page.jobs} canAct={canAct} caption={caption} />
        </div>
      )}
    </div>
  );
}
