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
import { FirstJob } from "@/components/jobs/first-job";
import { JobFilterBar } from "@/components/jobs/job-filter-bar";
import { JobFilterChips } from "@/components/jobs/job-filter-chips";
import { type JobFilters, jobFilters, jobsHref, toQuery } from "@/components/jobs/job-filters";
import { JobList } from "@/components/jobs/job-list";
import { JobTabs } from "@/components/jobs/job-tabs";
import { JOBS_PER_PAGE, jobCountsQuery, jobListQuery } from "@/components/jobs/queries";
import { makeQueryClient } from "@/components/query-client";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/auth/caller";
import { config } from "@/lib/config";
import { AppError } from "@/lib/errors";
import { listJobs } from "@/lib/jobs/list/list-jobs";
import { countJobs } from "@/lib/jobs/read";
import { getLesson } from "@/lib/lessons/lessons";

export async function generateMetadata({ searchParams }: PageProps<"/jobs">): Promise<Metadata> {
  const { status } = jobFilters.parse(await searchParams);
  const [t, common] = await Promise.all([getTranslations("jobs"), getTranslations("common")]);
  const states = status?.map((one) => common(`status.${one}`)).join(", ");
  return { title: states ? t("titleOfStates", { states }) : t("title") };
}

export default async function JobsPage({ searchParams }: PageProps<"/jobs">) {
  const query = await searchParams;
  const filters = { ...jobFilters.parse(query), cursor: pageCursor.parse(query.cursor) };
  const caller = await requireCaller("job:read");
  const cache = makeQueryClient();
  const [lesson, counts] = await Promise.all([
    filters.lesson_id ? orNull(getLesson(filters.lesson_id, caller)) : null,
    cache.fetchQuery({ ...jobCountsQuery(), queryFn: () => countJobs(caller) }),
    cache.prefetchQuery({
      ...jobListQuery(filters),
      queryFn: () => listJobs({ ...filters, include_finished: true, limit: JOBS_PER_PAGE }, caller),
    }),
  ]);
  const { error } = cache.getQueryState(jobListQuery(filters).queryKey) ?? {};
  // A cursor of a list with other filters: an address forgives, and begins again.
  if (filters.cursor && error instanceof AppError && error.status === 422) redirect(jobsHref(filters));
  const isEmpty = Object.values(counts).every((count) => count === 0);

  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <PageHeader title="Jobs" actions={<JobFilterBar filters={filters} />} />
      <JobTabs filters={filters} />
      <JobFilterChips filters={filters} lessonTitle={lesson?.title ?? null} />
      <div className="pt-4">
        <JobList
          filters={filters}
          limit={JOBS_PER_PAGE}
          canAct={can(caller, "job:act")}
          caption="Jobs"
          empty={isEmpty ? <FirstJob baseUrl={config().publicUrl} /> : <NoneMatch filters={filters} />}
          isPaged
        />
      </div>
    </HydrationBoundary>
  );
}

function NoneMatch({ filters }: { filters: JobFilters }) {
  const [t, common] = [useTranslations("jobs"), useTranslations("common")];
  const [state, ...others] = filters.status ?? [];
  const isOneState =
    state && others.length === 0 && toQuery({ ...filters, sort: undefined }) === toQuery({ status: [state] });
  return (
    <EmptyState
      icon={SearchX}
      title={isOneState ? t("noneInState", { state: common(`status.${state}`) }) : t("noneMatch")}
    >
      <Button asChild className="mt-2">
        <Link href="/jobs">Show all jobs</Link>
      </Button>
    </EmptyState>
  );
}
