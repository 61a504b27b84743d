import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { requireCaller } from "@/app/_auth";
import { pageCursor } from "@/app/_cursor";
import { orNull } from "@/app/_found";
import { ExportMenu } from "@/components/jobs/export-menu";
import { FirstJob } from "@/components/jobs/first-job";
import { jobAddress, jobFilters } from "@/components/jobs/job-address";
import { JobExplorer } from "@/components/jobs/job-explorer";
import { JobFilterBar } from "@/components/jobs/job-filter-bar";
import { JobFilterChips } from "@/components/jobs/job-filter-chips";
import { filtersOf, type JobAddress, jobsHref, narrowingOf, toQuery } from "@/components/jobs/job-filters";
import { JobTabs } from "@/components/jobs/job-tabs";
import { ListPaused } from "@/components/jobs/list-paused";
import { JOBS_PER_PAGE, jobCountsQuery, jobListQuery, narrowedCountsQuery } from "@/components/jobs/queries";
import { ViewsMenu } from "@/components/jobs/views-menu";
import { makeQueryClient } from "@/components/query-client";
import { Button } from "@/components/ui/button";
import { CopyAsCurl } from "@/components/ui/copy-as-curl";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/auth/caller";
import { config } from "@/lib/config";
import { AppError } from "@/lib/errors";
import { countStates } from "@/lib/jobs/list/count-states";
import { listJobs } from "@/lib/jobs/list/list-jobs";
import { shownPause } from "@/lib/jobs/steer";
import { getLesson } from "@/lib/lessons/lessons";
import { countJobs } from "@/lib/stats/counts";

export async function generateMetadata({ searchParams }: PageProps<"/jobs">): Promise<Metadata> {
  const { status } = jobFilters.parse(await searchParams);
  const [t, common] = await Promise.all([getTranslations("jobs"), getTranslations("common")]);
  const states = status?.map((one) => common(`status.${one}`)).join(", ");
  return { title: states ? t("titleOfStates", { states }) : t("title") };
}

export default async function JobsPage({ searchParams }: PageProps<"/jobs">) {
  const query = await searchParams;
  const address = { ...jobAddress.parse(query), cursor: pageCursor.parse(query.cursor) };
  const filters = filtersOf(address);
  const caller = await requireCaller("job:read");
  const cache = makeQueryClient();
  const narrowing = narrowingOf(address);
  const [lesson, counts, pause] = await Promise.all([
    filters.lesson_id ? orNull(getLesson(filters.lesson_id, caller)) : null,
    cache.fetchQuery({ ...jobCountsQuery(), queryFn: () => countJobs(caller) }),
    shownPause(caller),
    narrowing &&
      cache.prefetchQuery({
        ...narrowedCountsQuery(narrowing),
        queryFn: () => countStates(narrowing, caller),
      }),
    cache.prefetchQuery({
      ...jobListQuery(filters),
      queryFn: () => listJobs({ ...filters, include_finished: true, limit: JOBS_PER_PAGE }, caller),
    }),
  ]);
  const { error } = cache.getQueryState(jobListQuery(filters).queryKey) ?? {};
  // A cursor of a list with other filters: an address forgives, and begins again.
  if (filters.cursor && error instanceof AppError && error.status === 422) redirect(jobsHref(address));
  const [t, actions] = await Promise.all([getTranslations("jobs"), getTranslations("actions")]);
  const isEmpty = Object.values(counts).every((count) => count === 0);

  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <PageHeader
        title={t("title")}
        actions={
          <>
            <ViewsMenu address={address} />
            <ExportMenu address={address} />
            <CopyAsCurl method="GET" path={apiPath(address)} />
            <Button asChild look="quiet">
              <Link href="/actions">{actions("title")}</Link>
            </Button>
          </>
        }
      />
      <ListPaused pause={pause} filters={filters} />
      <JobTabs address={address} />
      <JobFilterBar address={address} />
      <JobFilterChips address={address} lessonTitle={lesson?.title ?? null} />
      <div className="pt-3">
        <JobExplorer
          address={address}
          limit={JOBS_PER_PAGE}
          canAct={can(caller, "job:act")}
          empty={isEmpty ? <FirstJob baseUrl={config().publicUrl} /> : <NoneMatch address={address} />}
        />
      </div>
    </HydrationBoundary>
  );
}

/** The call that gives the list in view. */
function apiPath(address: JobAddress): string {
  const query = toQuery(filtersOf(address));
  return `/api/presentations/jobs?${query && `${query}&`}limit=${JOBS_PER_PAGE}`;
}

function NoneMatch({ address }: { address: JobAddress }) {
  const [t, common] = [useTranslations("jobs"), useTranslations("common")];
  const [state, ...others] = address.status ?? [];
  const isOneState =
    state &&
    others.length === 0 &&
    toQuery({ ...address, sort: undefined, columns: undefined }) === toQuery({ status: [state] });
  return (
    <EmptyState
      icon={SearchX}
      title={isOneState ? t("noneInState", { state: common(`status.${state}`) }) : t("noneMatch")}
    >
      {address.q !== undefined && <p>{t("noneMatchHint")}</p>}
      <Button asChild className="mt-2">
        <Link href={jobsHref({ columns: address.columns })}>{t("showAll")}</Link>
      </Button>
    </EmptyState>
  );
}
