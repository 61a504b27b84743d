"use client";

import { ArrowUp } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useRef } from "react";
import { messageOf } from "../http/api";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { JobCards } from "./job-cards";
import { type JobFilters, jobsHref } from "./job-filters";
import { JobListSkeleton } from "./job-list-skeleton";
import { JobTable } from "./job-table";
import { useLiveJobList } from "./use-live-job-list";

type JobListProps = {
  filters: JobFilters;
  limit: number;
  canAct: boolean;
  caption: string;
  /** What to say when no job matches. */
  empty: ReactNode;
  /** Links to the next page below the list. */
  isPaged?: boolean;
};

/** Live jobs: a table where there is room, cards on a phone. */
export function JobList({ filters, limit, canAct, caption, empty, isPaged = false }: JobListProps) {
  const { page, error, isFetching, newCount, refresh } = useLiveJobList(filters, limit);
  const top = useRef<HTMLDivElement>(null);

  if (!page && error) {
    return (
      <Notice look="error" title="The jobs could not be loaded" role="alert">
        <p>{messageOf(error)}</p>
        <Button size="small" onClick={refresh} className="mt-2">
          Try again
        </Button>
      </Notice>
    );
  }
  if (!page) return <JobListSkeleton rows={Math.min(limit, 8)} />;
  if (page.jobs.length === 0 && page.nextCursor === null) return empty;

  function showNew() {
    refresh();
    top.current?.scrollIntoView({ block: "nearest" });
  }

  return (
    <div ref={top} aria-busy={isFetching} className="relative scroll-mt-4">
      {newCount > 0 && (
        <div
          aria-live="polite"
          className="-top-3.5 pointer-events-none absolute inset-x-0 z-10 flex justify-center"
        >
          <Button
            look="primary"
            size="small"
            onClick={showNew}
            className="pointer-events-auto rounded-full shadow-raised"
          >
            <ArrowUp aria-hidden />
            {newCount === 1 ? "1 new job" : `${newCount} new jobs`}
          </Button>
        </div>
      )}
      {page.jobs.length === 0 && (
        <p className="py-6 text-muted">
          None so far. The list is long, and only a part of it has been looked at: go on to look further.
        </p>
      )}
      <div className="max-md:hidden">
        <JobTable jobs={page.jobs} canAct={canAct} caption={caption} />
      </div>
      <div className="md:hidden">
        <JobCards jobs={page.jobs} canAct={canAct} caption={caption} />
      </div>
      {isPaged && (
        <nav aria-label="Pages" className="flex items-center justify-between gap-4 pt-4">
          <p className="text-muted text-sm">
            {page.total.toLocaleString("en-GB")} {page.total === 1 ? "job" : "jobs"}
          </p>
          <div className="flex gap-2">
            {filters.cursor && (
              <Button asChild>
                <Link href={jobsHref(filters)}>{filters.sort ? "First page" : "Newest"}</Link>
              </Button>
            )}
            {page.nextCursor && (
              <Button asChild>
                <Link href={jobsHref(filters, { cursor: page.nextCursor })}>
                  {page.jobs.length === 0 ? "Look further" : filters.sort ? "Next page" : "Older"}
                </Link>
              </Button>
            )}
          </div>
        </nav>
      )}
    </div>
  );
}
