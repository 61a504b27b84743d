import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import Link from "next/link";
import { requireCaller } from "@/app/_auth";
import { FirstJob } from "@/components/jobs/first-job";
import { JobList } from "@/components/jobs/job-list";
import { jobCountsQuery, jobListQuery } from "@/components/jobs/queries";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { CountLinks } from "@/components/overview/count-links";
import { QueueNow } from "@/components/overview/queue-now";
import { PausedNotice, QueuePauseButton } from "@/components/overview/queue-pause";
import { Workers } from "@/components/overview/workers";
import { makeQueryClient } from "@/components/query-client";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { can } from "@/lib/auth/caller";
import { config } from "@/lib/config";
import { listJobs } from "@/lib/jobs/list/list-jobs";
import { queueSummary } from "@/lib/jobs/queue-summary";
import { queueState } from "@/lib/jobs/steer";

export const metadata: Metadata = { title: "Overview" };

const RECENT = 8;
const FAILURES = 5;
const failed = { status: ["failed" as const, "timeout" as const] };

export default async function OverviewPage() {
  const caller = await requireCaller("job:read");
  const cache = makeQueryClient();
  const [summary, queue] = await Promise.all([
    queueSummary(caller),
    queueState(caller),
    cache.prefetchQuery({
      ...jobListQuery({}, RECENT),
      queryFn: () => listJobs({ include_finished: true, limit: RECENT }, caller),
    }),
    cache.prefetchQuery({
      ...jobListQuery(failed, FAILURES),
      queryFn: () => listJobs({ ...failed, include_finished: true, limit: FAILURES }, caller),
    }),
  ]);
  cache.setQueryData(jobCountsQuery().queryKey, summary.counts);
  const canAct = can(caller, "job:act");

  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <RefreshOnChange />
      <PageHeader
        title="Overview"
        actions={<QueuePauseButton isPaused={queue.paused} canOperate={can(caller, "queue:operate")} />}
      />
      <div className="grid gap-8">
        <div className="grid gap-4">
          <PausedNotice state={queue} />
          <QueueNow
            counts={summary.counts}
            oldest={summary.oldestPending}
            workerCount={summary.workers.length}
            isPaused={queue.paused}
          />
          <CountLinks />
        </div>
        <Workers workers={summary.workers} />
        <Section
          title="Recent failures"
          aside={<MoreLink href="/jobs?status=failed,timeout">All failures</MoreLink>}
        >
          <JobList
            filters={failed}
            limit={FAILURES}
            canAct={canAct}
            caption="Recent failures"
            empty={<p className="text-muted">No job has failed.</p>}
          />
        </Section>
        <Section title="Recent jobs" aside={<MoreLink href="/jobs">All jobs</MoreLink>}>
          <JobList
            filters={{}}
            limit={RECENT}
            canAct={canAct}
            caption="Recent jobs"
            empty={<FirstJob baseUrl={config().publicUrl} />}
          />
        </Section>
      </div>
    </HydrationBoundary>
  );
}

function MoreLink({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="rounded-sm text-muted text-sm hover:text-ink max-md:py-2">
      {children}
    </Link>
  );
}
