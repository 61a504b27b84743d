import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { cache } from "react";
import { requireCaller } from "@/app/_auth";
import { found } from "@/app/_found";
import { layoutQuery, presentationQuery } from "@/components/decks/queries";
import { JobView } from "@/components/jobs/job-view";
import { titleOf } from "@/components/jobs/job-words";
import { attemptsQuery } from "@/components/jobs/queries";
import { makeQueryClient } from "@/components/query-client";
import { can } from "@/lib/auth/caller";
import { deckLayout, getPresentation } from "@/lib/decks/decks";
import { getJob, listAttempts } from "@/lib/jobs/read";

/** Title and page ask for the same job: read once a request. */
const readJob = cache(async (jobId: string) => {
  const caller = await requireCaller("job:read");
  return { caller, job: await found(getJob(jobId, caller)) };
});

export async function generateMetadata({ params }: PageProps<"/jobs/[jobId]">): Promise<Metadata> {
  const { job } = await readJob((await params).jobId);
  return { title: `Job: ${titleOf(job)}` };
}

export default async function JobPage({ params }: PageProps<"/jobs/[jobId]">) {
  const { jobId } = await params;
  const { caller, job } = await readJob(jobId);
  const client = makeQueryClient();
  const deckId = job.status === "completed" ? job.presentation_id : null;
  await Promise.all([
    client.prefetchQuery({ ...attemptsQuery(jobId), queryFn: () => listAttempts(jobId, caller) }),
    deckId &&
      client.prefetchQuery({
        ...presentationQuery(deckId),
        queryFn: () => getPresentation(deckId, caller),
      }),
    deckId && client.prefetchQuery({ ...layoutQuery(deckId), queryFn: () => deckLayout(deckId, caller) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <JobView initialJob={job} canAct={can(caller, "job:act")} />
    </HydrationBoundary>
  );
}
