import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireCaller } from "@/app/_auth";
import { makeQueryClient } from "@/components/query-client";
import { PeopleList } from "@/components/settings/people-list";
import { peopleQuery, ROWS_PER_PAGE } from "@/components/settings/queries";
import { listPeople } from "@/lib/auth/manage-people";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: `${t("tabs.people")} · ${t("title")}` };
}

export default async function PeoplePage() {
  const caller = await requireCaller("user:manage");
  const cache = makeQueryClient();
  await cache.prefetchInfiniteQuery({
    ...peopleQuery(),
    queryFn: async () => {
      const { people, nextCursor, total } = await listPeople({ limit: ROWS_PER_PAGE });
      return { rows: people, nextCursor, total };
    },
  });
  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <PeopleList ownId={caller.userId} />
    </HydrationBoundary>
  );
}
