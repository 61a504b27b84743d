import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { requireCaller } from "@/app/_auth";
import { found } from "@/app/_found";
import { layoutQuery, presentationQuery } from "@/components/decks/queries";
import { JobView } from "@/components/jobs/job-view";
import { titleOf } from "@/components/jobs/job-words";
import { attemptsQuery, comparisonQuery, logsQuery } from "@/components/jobs/queries";
import { makeQueryClient } from "@/components/query-client";
import { can } from "@/lib/auth/caller";
import { deckLayout, getPresentation } from "@/lib/decks/decks";
import { compareJob } from "@/lib/jobs/compare-job";
import { listLogs } from "@/lib/jobs/job-logs";
import { getJob, listAttempts } from "@/lib/jobs/read";
import { isFinal } from "@/lib/jobs/state";
import { shownPause } from "@/lib/jobs/steer";
import { DECK_STYLES } from "@/lib/presentations/styles/deck-styles";

/** Title and page ask for the same job: read once a request. */
const readJob = cache(async (jobId: string) => {
  const caller = await requireCaller("job:read");
  return { caller, job: await found(getJob(jobId, caller)) };
});

const idOf = async (params: PageProps<"/jobs/[jobId]">["params"]) => decodeURIComponent((await params).jobId);

export async function generateMetadata({ params }: PageProps<"/jobs/[jobId]">): Promise<Metadata> {
  const { job } = await readJob(await idOf(params));
  const t = await getTranslations();
  return {
    title: t("job.documentTitle", { status: t(`common.status.${job.status}`), title: titleOf(job) }),
  };
}

export default async function JobPage({ params }: PageProps<"/jobs/[jobId]">) {
  const jobId = await idOf(params);
  const { caller, job } = await readJob(jobId);
  const client = makeQueryClient();
  const deckId = job.status === "completed" ? job.presentation_id : null;
  const [pause] = await Promise.all([
    isFinal(job.status) ? null : shownPause(caller),
    client.prefetchQuery({ ...attemptsQuery(jobId), queryFn: () => listAttempts(jobId, caller) }),
    client.prefetchQuery({ ...logsQuery(jobId), queryFn: () => listLogs(jobId, caller) }),
    client.prefetchQuery({ ...comparisonQuery(jobId), queryFn: () => compareJob(jobId, caller) }),
    deckId &&
      client.prefetchQuery({
        ...presentationQuery(deckId),
        queryFn: () => getPresentation(deckId, caller),
      }),
    deckId && client.prefetchQuery({ ...layoutQuery(deckId), queryFn: () => deckLayout(deckId, caller) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <JobView
        initialJob={job}
        pause={pause}
        styles={DECK_STYLES}
        canAct={can(caller, "job:act")}
        canCreate={can(caller, "job:create")}
        canReadAudit={can(caller, "audit:read")}
      />
    </HydrationBoundary>
  );
}
