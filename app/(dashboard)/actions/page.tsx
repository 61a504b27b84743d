import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireCaller } from "@/app/_auth";
import { pageCursor } from "@/app/_cursor";
import { ActionList } from "@/components/actions/action-list";
import { ACTIONS_PER_PAGE, actionListQuery } from "@/components/actions/queries";
import { makeQueryClient } from "@/components/query-client";
import { CopyAsCurl } from "@/components/ui/copy-as-curl";
import { PageHeader } from "@/components/ui/page-header";
import { listActions } from "@/lib/jobs/actions/read-actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("actions");
  return { title: t("title") };
}

export default async function ActionsPage({ searchParams }: PageProps<"/actions">) {
  const cursor = pageCursor.parse((await searchParams).cursor);
  const caller = await requireCaller("job:read");
  const t = await getTranslations("actions");
  const cache = makeQueryClient();
  await cache.prefetchQuery({
    ...actionListQuery(cursor),
    queryFn: () => listActions({ limit: ACTIONS_PER_PAGE, cursor }, caller),
  });
  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <PageHeader
        title={t("title")}
        facts={t("intro")}
        actions={<CopyAsCurl method="GET" path={apiPath(cursor)} look="icon" />}
      />
      <ActionList cursor={cursor} />
    </HydrationBoundary>
  );
}

/** The call that gives the page of actions in view. */
function apiPath(cursor: string | undefined): string {
  const query = { limit: String(ACTIONS_PER_PAGE), ...(cursor !== undefined && { cursor }) };
  return `/api/presentations/jobs/actions?${new URLSearchParams(query)}`;
}
