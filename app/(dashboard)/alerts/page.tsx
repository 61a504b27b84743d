import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireCaller } from "@/app/_auth";
import { pageCursor } from "@/app/_cursor";
import { AlertChannels } from "@/components/alerts/alert-channels";
import { AlertFacts } from "@/components/alerts/alert-facts";
import { AlertHistory } from "@/components/alerts/alert-history";
import { FiringAlerts } from "@/components/alerts/firing-alerts";
import { ALERTS_PER_PAGE, alertHistoryQuery, alertsQuery } from "@/components/alerts/queries";
import { RuleList } from "@/components/alerts/rule-list";
import { makeQueryClient } from "@/components/query-client";
import { CopyAsCurl } from "@/components/ui/copy-as-curl";
import { PageHeader } from "@/components/ui/page-header";
import { alertHistory } from "@/lib/alerts/history";
import { readAlerts } from "@/lib/alerts/read-alerts";
import { ownerOf } from "@/lib/auth/caller";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("alerts");
  return { title: t("title") };
}

export default async function AlertsPage({ searchParams }: PageProps<"/alerts">) {
  const cursor = pageCursor.parse((await searchParams).cursor);
  const caller = await requireCaller("job:read");
  // Machines are nothing of a teacher's.
  if (ownerOf(caller) !== null) forbidden();
  const t = await getTranslations("alerts");
  const cache = makeQueryClient();
  await Promise.all([
    cache.prefetchQuery({ ...alertsQuery(), queryFn: () => readAlerts(caller) }),
    cache.prefetchQuery({
      ...alertHistoryQuery(cursor),
      queryFn: () => alertHistory({ limit: ALERTS_PER_PAGE, cursor }, caller),
    }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <PageHeader
        title={t("title")}
        facts={<AlertFacts />}
        actions={<CopyAsCurl method="GET" path="/api/alerts" look="icon" />}
      />
      <div className="grid grid-cols-1 gap-8">
        <FiringAlerts />
        <RuleList />
        <AlertChannels />
        <AlertHistory cursor={cursor} />
      </div>
    </HydrationBoundary>
  );
}
