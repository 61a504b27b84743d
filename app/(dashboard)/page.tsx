import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { requireCaller } from "@/app/_auth";
import { FiringNotice } from "@/components/alerts/firing-notice";
import { alertsQuery } from "@/components/alerts/queries";
import { overviewParams } from "@/components/charts/chart-address";
import { overviewRanges, queryOf } from "@/components/charts/chart-ranges";
import { endedWithin } from "@/components/charts/jobs-within";
import { failuresOptions, trendsOptions, VERDICT_HOURS, verdictQuery } from "@/components/charts/queries";
import { RangeLinks } from "@/components/charts/range-links";
import { FirstJob } from "@/components/jobs/first-job";
import { type JobFilters, jobsHref } from "@/components/jobs/job-filters";
import { JobList } from "@/components/jobs/job-list";
import { jobCountsQuery, jobListQuery } from "@/components/jobs/queries";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { Failures } from "@/components/overview/failures";
import type { WorkerSlots } from "@/components/overview/figures";
import { OverviewNow } from "@/components/overview/overview-now";
import { PausedNotice, QueuePauseButton } from "@/components/overview/queue-pause";
import { Workers } from "@/components/overview/workers";
import { makeQueryClient } from "@/components/query-client";
import { CopyAsCurl } from "@/components/ui/copy-as-curl";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { readAlerts } from "@/lib/alerts/read-alerts";
import { can, ownerOf } from "@/lib/auth/caller";
import { config } from "@/lib/config";
import { listJobs } from "@/lib/jobs/list/list-jobs";
import { shownPause } from "@/lib/jobs/steer";
import { type LiveWorker, liveWorkers } from "@/lib/jobs/workers";
import { countJobs } from "@/lib/stats/counts";
import { listFailureGroups } from "@/lib/stats/failures";
import { jobHealth } from "@/lib/stats/health";
import { jobTrends } from "@/lib/stats/trends";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("overview");
  return { title: t("title") };
}

const RECENT = 8;

export default async function OverviewPage({ searchParams }: PageProps<"/">) {
  const { range } = overviewParams.parse(await searchParams);
  const caller = await requireCaller("job:read");
  const t = await getTranslations("overview");
  const query = queryOf({ range });
  const cache = makeQueryClient();
  const [counts, pause, workers] = await Promise.all([
    cache.fetchQuery({ ...jobCountsQuery(), queryFn: () => countJobs(caller) }),
    shownPause(caller),
    // What runs on the machines is nothing for a teacher.
    ownerOf(caller) === null ? liveWorkers() : null,
    cache.prefetchQuery({ ...alertsQuery(), queryFn: () => readAlerts(caller) }),
    cache.prefetchQuery({ ...verdictQuery(), queryFn: () => jobHealth(VERDICT_HOURS, caller) }),
    cache.prefetchQuery({ ...trendsOptions(query), queryFn: () => jobTrends(query, caller) }),
    cache.prefetchQuery({ ...failuresOptions(query), queryFn: () => listFailureGroups(query, caller) }),
    cache.prefetchQuery({
      ...jobListQuery({}, RECENT),
      queryFn: () => listJobs({ include_finished: true, limit: RECENT }, caller),
    }),
  ]);
  // Of the same time as those that are shown.
  const from = cache.getQueryData(failuresOptions(query).queryKey)?.from;
  const allFailures: JobFilters = {
    status: ["failed", "timeout"],
    ...(from !== undefined && endedWithin(Date.parse(from))),
  };
  const isEmpty = Object.values(counts).every((count) => count === 0);
  const canAct = can(caller, "job:act");

  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <RefreshOnChange />
      <PageHeader
        title={t("title")}
        actions={
          <>
            {!isEmpty && <RangeLinks path="/" ranges={overviewRanges} current={range} />}
            <QueuePauseButton isPaused={pause !== null} canOperate={can(caller, "queue:operate")} />
            <CopyAsCurl
              method="GET"
              path={`/api/presentations/jobs/health?hours=${VERDICT_HOURS}`}
              look="icon"
            />
          </>
        }
      />
      <div className="grid gap-8">
        <div className="grid gap-4">
          {pause && <PausedNotice pause={pause} />}
          {isEmpty ? (
            <>
              <FiringNotice />
              <FirstJob baseUrl={config().publicUrl} />
            </>
          ) : (
            <OverviewNow range={range} workers={workers && slotsOf(workers)} isPaused={pause !== null} />
          )}
        </div>
        {!isEmpty && (
          <>
            <Section
              title={t("failures.title")}
              aside={<MoreLink href={jobsHref(allFailures)}>{t("failures.all")}</MoreLink>}
            >
              <Failures query={query} canAct={canAct} />
            </Section>
            <Section title={t("recent.title")} aside={<MoreLink href="/jobs">{t("recent.all")}</MoreLink>}>
              <JobList filters={{}} limit={RECENT} canAct={canAct} caption={t("recent.title")} empty={null} />
            </Section>
          </>
        )}
        {workers && <Workers workers={workers} />}
      </div>
    </HydrationBoundary>
  );
}

function slotsOf(workers: readonly LiveWorker[]): WorkerSlots {
  return {
    alive: workers.length,
    busy: workers.reduce((sum, { runningJobs }) => sum + runningJobs, 0),
    slots: workers.reduce((sum, { slots }) => sum + slots, 0),
  };
}

function MoreLink({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="rounded-sm text-muted text-sm hover:text-ink max-md:py-2">
      {children}
    </Link>
  );
}
