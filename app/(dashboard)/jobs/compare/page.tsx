import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireCaller } from "@/app/_auth";
import { found } from "@/app/_found";
import { ChooseById, ChooseJob } from "@/components/jobs/compare/choose-job";
import { compareAddress } from "@/components/jobs/compare/compare-address";
import { CompareView } from "@/components/jobs/compare/compare-view";
import { shortId, titleOf } from "@/components/jobs/job-words";
import { attemptsQuery } from "@/components/jobs/queries";
import { makeQueryClient } from "@/components/query-client";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { getJob, listAttempts } from "@/lib/jobs/read";

export async function generateMetadata({ searchParams }: PageProps<"/jobs/compare">): Promise<Metadata> {
  const t = await getTranslations("job.compare");
  const { a, b } = compareAddress.parse(await searchParams);
  return { title: a && b ? t("documentTitle", { a: shortId(a), b: shortId(b) }) : t("title") };
}

export default async function ComparePage({ searchParams }: PageProps<"/jobs/compare">) {
  const { a, b, only } = compareAddress.parse(await searchParams);
  const caller = await requireCaller("job:read");
  const t = await getTranslations("job.compare");
  const first = a === undefined ? null : await found(getJob(a, caller));
  if (first === null || b === undefined || a === b) {
    return (
      <>
        <PageHeader title={t("title")} facts={first && <span>{titleOf(first)}</span>} />
        <div className="grid max-w-lg gap-6">
          {first && a === b && <Notice look="info" title={t("same")} />}
          <Section title={t("choose")}>{first ? <ChooseJob job={first} /> : <ChooseById />}</Section>
        </div>
      </>
    );
  }
  const second = await found(getJob(b, caller));
  const client = makeQueryClient();
  await Promise.all(
    [a, b].map((jobId) =>
      client.prefetchQuery({
        ...attemptsQuery(jobId ?? ""),
        queryFn: () => listAttempts(jobId ?? "", caller),
      }),
    ),
  );
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <CompareView
        // Another pair is another comparison, not a change of this one.
        key={`${first.job_id} ${second.job_id}`}
        initialA={first}
        initialB={second}
        isOnlyDifferences={only === "differences"}
      />
    </HydrationBoundary>
  );
}
