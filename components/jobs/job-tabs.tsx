"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { JobCounts } from "@/lib/contract/jobs";
import { type JobStatus, jobStatuses } from "@/lib/jobs/state";
import { useJobChanges } from "../live/live-updates";
import { useAtMostEvery } from "../time/use-at-most-every";
import { classNames } from "../ui/class-names";
import { LinkPending } from "../ui/link-pending";
import { type JobAddress, jobsHref, narrowingOf } from "./job-filters";
import { jobStatusLooks } from "./job-status";
import { jobCountsQuery, narrowedCountsQuery } from "./queries";

/** Counting a narrowed list may look at thousands of jobs a state. */
const COUNT_EVERY_MS = 5_000;

/** The states as tabs with live counts of what the other filters let through. They are links: a tab has an address. */
export function JobTabs({ address }: { address: JobAddress }) {
  const [t, tJobs] = [useTranslations("common"), useTranslations("jobs")];
  const { counts, estimated } = useTabCounts(address);
  const chosen = address.status?.length === 1 ? address.status[0] : undefined;
  const strip = useRef<HTMLElement>(null);
  const status = address.status?.join();

  // On a phone the chosen tab may be outside the strip. Only the strip scrolls, never the page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the chosen tab is found in the page by its mark.
  useEffect(() => {
    const tab = strip.current?.querySelector<HTMLElement>("[aria-current]");
    if (tab) strip.current?.scrollTo({ left: tab.offsetLeft - 48 });
  }, [status]);

  return (
    <nav
      ref={strip}
      aria-label={tJobs("state")}
      className="relative -mx-4 overflow-x-auto border-b px-4 md:mx-0 md:px-0"
    >
      <ul className="flex w-max gap-1">
        <li>
          <Tab
            href={jobsHref(address, { status: undefined })}
            isCurrent={address.status === undefined}
            count={counts && totalOf(counts)}
            isEstimate={estimated.length > 0}
          >
            {tJobs("all")}
          </Tab>
        </li>
        {jobStatuses.map((status) => (
          <li key={status}>
            <Tab
              href={jobsHref(address, { status: [status] })}
              isCurrent={chosen === status}
              count={counts?.[status]}
              isEstimate={estimated.includes(status)}
              status={status}
            >
              {t(jobStatusLooks[status].word)}
            </Tab>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function useTabCounts(address: JobAddress): {
  counts: JobCounts | undefined;
  estimated: readonly JobStatus[];
} {
  const queryClient = useQueryClient();
  const narrowing = narrowingOf(address);
  const all = useQuery({ ...jobCountsQuery(), enabled: narrowing === null });
  const options = narrowedCountsQuery(narrowing ?? {});
  const narrowed = useQuery({ ...options, enabled: narrowing !== null });
  const countAgain = useAtMostEvery(COUNT_EVERY_MS, () => {
    if (narrowing !== null) void queryClient.invalidateQueries({ queryKey: options.queryKey });
  });
  useJobChanges(countAgain);
  if (narrowing === null) return { counts: all.data, estimated: [] };
  return { counts: narrowed.data, estimated: narrowed.data?.estimated ?? [] };
}

const totalOf = (counts: JobCounts) => jobStatuses.reduce((sum, status) => sum + counts[status], 0);

type TabProps = {
  href: string;
  isCurrent: boolean;
  count: number | undefined;
  isEstimate: boolean;
  status?: JobStatus;
  children: string;
};

function Tab({ href, isCurrent, count, isEstimate, status, children }: TabProps) {
  const format = useFormatter();
  const look = status && jobStatusLooks[status];
  const Icon = look?.icon;
  return (
    <Link
      href={href}
      aria-current={isCurrent ? "page" : undefined}
      className={classNames(
        "-mb-px relative flex h-10 items-center gap-1.5 whitespace-nowrap rounded-t-md border-transparent border-b-2 px-3 text-muted transition-colors hover:text-ink max-md:h-12",
        isCurrent && "border-accent-ink font-medium text-ink",
      )}
    >
      {Icon && <Icon aria-hidden className={classNames("size-3.5", look.text)} />}
      {children}
      <span className="min-w-[1.5ch] text-muted text-sm">
        {count === undefined ? "" : `${isEstimate ? "~" : ""}${format.number(count)}`}
      </span>
      <LinkPending className="absolute inset-x-0 bottom-0 h-0.5 bg-accent" />
    </Link>
  );
}
